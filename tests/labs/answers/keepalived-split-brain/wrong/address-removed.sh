# The address is taken from lb02 by hand.
ssh lb02 'ip address del 10.77.0.100/24 dev eth0'
