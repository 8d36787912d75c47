systemctl stop tomcat9
