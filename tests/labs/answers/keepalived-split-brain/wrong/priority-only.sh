# Who has the smaller number should yield, but it hears nobody.
ssh lb01 "sed -i 's/priority .*/priority 254/' /etc/keepalived/keepalived.conf; systemctl restart keepalived"
ssh lb02 "sed -i 's/priority .*/priority 1/' /etc/keepalived/keepalived.conf; systemctl restart keepalived"
