# loses: takes-over service-ends
# No split brain without a second machine.
ssh -n -o BatchMode=yes lb02 "echo > /etc/keepalived/keepalived.conf; systemctl restart keepalived"
