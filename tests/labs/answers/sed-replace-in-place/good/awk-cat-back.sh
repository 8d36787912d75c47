awk '{ gsub("/opt/tomcat", "/usr/local/tomcat"); print }' app.conf > /tmp/new && cat /tmp/new > app.conf
