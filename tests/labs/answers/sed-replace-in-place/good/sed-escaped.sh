sed -i 's/\/opt\/tomcat/\/usr\/local\/tomcat/g' ~/app.conf
