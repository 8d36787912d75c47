sed -i 's|/opt/tomcat|/usr/local/tomcat|g; s/[ \t]*$//' app.conf
