systemctl stop tomcat10
