# loses: replaced mode rest
sed -i 's|/opt/tomcat|/usr/local/tomcat|' app.conf
