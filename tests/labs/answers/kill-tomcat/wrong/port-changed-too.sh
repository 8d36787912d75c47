systemctl stop tomcat10; sed -i 's/8080/8081/' /etc/tomcat10/server.xml
