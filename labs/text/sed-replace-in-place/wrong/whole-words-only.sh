# loses: replaced mode rest
sed -i 's|/opt/tomcat\b|/usr/local/tomcat|g' app.conf
