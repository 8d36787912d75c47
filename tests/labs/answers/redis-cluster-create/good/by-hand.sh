# Without the tool: meet, slots, replicas.
export REDISCLI_AUTH=$(cat ~/password)
sed -i 's/^\(cluster-enabled\) no$/\1 yes/' /etc/redis/redis-6380.conf
service redis-6380 restart
at() { redis-cli -h 10.77.0.1${1%:*} -p 63${1#*:} "${@:2}"; }
all='1:79 2:79 3:79 1:80 2:80 3:80'
for s in $all; do at $s flushall; at $s cluster reset hard; done
for s in $all; do at 1:79 cluster meet 10.77.0.1${s%:*} 63${s#*:}; done
at 1:79 cluster addslotsrange 0 5000
at 2:79 cluster addslotsrange 5001 11000
at 3:80 cluster addslotsrange 11001 16383
follow() {
  until at $1 cluster replicate "$(at $2 cluster myid)" | grep -q OK; do sleep 0.2; done
}
follow 2:80 1:79
follow 3:79 2:79
follow 1:80 3:80
