new=$(sed 's|/opt/tomcat|/usr/local/tomcat|g' app.conf)
echo "$new" | tee app.conf
