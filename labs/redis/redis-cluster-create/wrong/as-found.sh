# loses: whole apart serves timeouts survives heals services
# The tool says why it does nothing.
export REDISCLI_AUTH=$(cat password)
redis-cli --cluster create 10.77.0.1{1,2,3}:6379 10.77.0.1{1,2,3}:6380 --cluster-replicas 1 --cluster-yes
