sed -i 's|/opt/tomcat|/usr/tomcat|g' app.conf
