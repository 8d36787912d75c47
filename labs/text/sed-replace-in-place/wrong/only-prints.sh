# loses: replaced mode rest
sed 's|/opt/tomcat|/usr/local/tomcat|g' app.conf
