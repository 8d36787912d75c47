set -e
secret=$(< ~/password)
ask() { redis-cli -h "$1" -p 26379 "${@:2}"; }
for n in 1 2 3; do
  ask cache$n SENTINEL MONITOR mymaster 10.77.0.11 6379 3
  ask cache$n SENTINEL SET mymaster quorum 2 auth-pass "$secret" failover-timeout 5000
  ask cache$n SENTINEL SET mymaster down-after-milliseconds 1000
done
until [[ $(ask cache2 SENTINEL CKQUORUM mymaster) == OK\ 3* ]]; do sleep 0.3; done
