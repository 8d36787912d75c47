systemctl disable --now tomcat10
