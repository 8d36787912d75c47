redis-cli config set save "1 1"
for i in {1..100}; do
  [ "$(redis-cli info persistence | tr -d '\r' | grep ^rdb_changes_since_last_save:)" = rdb_changes_since_last_save:0 ] && break
  sleep 0.1
done
redis-cli config set save ""
