for i in 1 2; do sed -i 's|/opt/tomcat|/usr/local/tomcat|g' app.conf; done
