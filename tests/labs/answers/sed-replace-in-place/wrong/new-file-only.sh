sed 's|/opt/tomcat|/usr/local/tomcat|g' app.conf > app.conf.new
