# two sentinels on cache3 instead of one on cache2
p=$(cat password)
mkdir /tmp/s; printf 'port 26380\ndir /tmp/s\n' > /tmp/s/s.conf
redis-server /tmp/s/s.conf --sentinel --daemonize yes --protected-mode no
sleep .5
for h in "-h cache1 -p 26379" "-h cache3 -p 26379" "-p 26380"; do redis-cli $h sentinel monitor mymaster 10.77.0.11 6379 2; redis-cli $h sentinel set mymaster auth-pass $p down-after-milliseconds 1000 failover-timeout 5000; done
