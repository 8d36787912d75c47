# loses: replaced mode rest
sed -i '1s|/opt/tomcat|/usr/local/tomcat|g' app.conf
