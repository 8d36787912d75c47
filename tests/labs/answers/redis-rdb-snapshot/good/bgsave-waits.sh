before=$(redis-cli lastsave)
redis-cli bgsave
sleep 1
while [ "$(redis-cli info persistence | tr -d '\r' | awk -F: '/^rdb_bgsave_in_progress/ {print $2}')" != 0 ]; do sleep 0.1; done
[ "$(redis-cli lastsave)" != "$before" ] && ls -l /var/lib/redis
