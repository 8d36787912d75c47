sed 's|/opt/tomcat|/usr/local/tomcat|g' app.conf > app.new
chmod --reference=app.conf app.new
mv -f app.new app.conf
