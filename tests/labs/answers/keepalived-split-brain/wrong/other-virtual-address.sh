# Two addresses for two machines are no split brain.
ssh lb02 "sed -i 's/10.77.0.100/10.77.0.101/' /etc/keepalived/keepalived.conf; systemctl restart keepalived"
