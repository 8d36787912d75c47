sed -i 's|/opt/tomcat|/usr/local/tomcat|g; /^#/d' app.conf
