# Root already, but used to it.
sudo systemctl stop tomcat10
