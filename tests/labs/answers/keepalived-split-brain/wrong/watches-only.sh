ssh lb01 cat /var/log/keepalived.log
ssh lb02 systemctl restart keepalived
