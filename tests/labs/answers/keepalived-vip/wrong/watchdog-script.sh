# Cheating: no keepalived; a loop on lb02 takes the address while lb01 does not answer pings.
ssh lb01 'ip address add 10.77.0.100/24 dev eth0'
ssh lb02 'cat > /root/watch; nohup bash /root/watch > /dev/null 2>&1 &' <<'WATCH'
while :; do
  if ping -c 1 -W 1 10.77.0.11 > /dev/null; then
    ip address del 10.77.0.100/24 dev eth0 2> /dev/null
  else
    ip address add 10.77.0.100/24 dev eth0 2> /dev/null
  fi
done
WATCH
