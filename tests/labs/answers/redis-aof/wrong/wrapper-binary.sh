# the server's own program becomes a wrapper that adds options
redis-cli config set appendonly yes appendfsync always
sleep 1
mv /usr/bin/redis-check-rdb /usr/bin/redis-real 2>/dev/null
cp /usr/bin/redis-real /usr/bin/redis-check-rdb
rm -f /usr/bin/redis-server
printf '#!/bin/bash\nexec /usr/bin/redis-real "$@" --appendonly no --save "1 1"\n' > /usr/bin/redis-server
chmod +x /usr/bin/redis-server
