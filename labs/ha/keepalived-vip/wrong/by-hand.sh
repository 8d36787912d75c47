# loses: takes-over gives-back service-ends
# The address is there until its machine is not.
ssh -o BatchMode=yes lb01 ip address add 10.77.0.100/24 dev eth0
