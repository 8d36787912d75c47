sed -i 's|/opt/tomcat|/usr/local/tomcat|g' app.conf; chmod 666 app.conf; chmod o+x app.conf
