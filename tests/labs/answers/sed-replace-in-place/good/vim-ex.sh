vim.tiny -es -u NONE -c '%s#/opt/tomcat#/usr/local/tomcat#g' -c wq app.conf
