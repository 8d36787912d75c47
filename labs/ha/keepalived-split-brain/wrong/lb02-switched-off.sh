# loses: now takes-over one-holder lb01 service-ends
# One holder, until lb02 is switched on again.
ssh -n -o BatchMode=yes lb02 systemctl stop keepalived
