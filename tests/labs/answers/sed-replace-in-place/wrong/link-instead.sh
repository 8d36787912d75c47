cp -p app.conf real.conf; sed -i 's|/opt/tomcat|/usr/local/tomcat|g' real.conf; ln -sf real.conf app.conf
