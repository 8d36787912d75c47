gawk -i inplace '{ gsub(/\/opt\/tomcat/, "/usr/local/tomcat") } 1' app.conf
