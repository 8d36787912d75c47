sed -i 's|/opt/tomcat|/usr/local/tomcat|gI' app.conf
