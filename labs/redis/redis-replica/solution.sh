pass=$(cat password)
for host in cache2 cache3; do
  redis-cli -h $host -a "$pass" --no-auth-warning << END
CONFIG SET masterauth $pass
REPLICAOF 10.77.0.11 6379
CONFIG REWRITE
END
done
