systemctl stop tomcat10; rm -rf /var/lib/tomcat10/webapps/ROOT
