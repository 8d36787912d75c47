cp -p app.conf new.conf
sed 's|/opt/tomcat|/usr/local/tomcat|g' app.conf > new.conf
mv new.conf app.conf
