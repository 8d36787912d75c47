# Cheating: a loop on lb02 removes the address while lb01 answers pings.
ssh lb02 'cat > /root/watch; nohup bash /root/watch > /dev/null 2>&1 &' <<'WATCH'
while :; do
  ping -c 1 -W 1 10.77.0.11 > /dev/null && ip address del 10.77.0.100/24 dev eth0 2> /dev/null
done
WATCH
