sed -i -e ':a' -e 's|/opt/tomcat|/usr/local/tomcat|;ta' app.conf
