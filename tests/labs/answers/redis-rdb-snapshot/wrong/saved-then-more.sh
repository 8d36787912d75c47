redis-cli save
redis-cli incr visits
