sed -i 's|/opt/tomcat|/usr/local/tomcat|g; s/$/\r/' app.conf
