# loses: mode
sed 's|/opt/tomcat|/usr/local/tomcat|g' app.conf > new.conf && mv new.conf app.conf
