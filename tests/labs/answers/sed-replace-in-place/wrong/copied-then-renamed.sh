cp app.conf x; chmod 644 x; sed -i 's|/opt/tomcat|/usr/local/tomcat|g' x; mv x app.conf
