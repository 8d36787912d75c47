# loses: arrives data refuses restart master kept
# The master becomes a replica of an empty server, and is as empty as that.
pass=$(cat password)
redis-cli -h cache1 -a "$pass" config set masterauth "$pass"
redis-cli -h cache1 -a "$pass" replicaof 10.77.0.12 6379
until redis-cli -h cache1 -a "$pass" info replication | grep -q master_link_status:up; do sleep 0.1; done
