awk '{ gsub("/opt/tomcat", "/usr/local/tomcat") } 1' app.conf > x; mv x app.conf
