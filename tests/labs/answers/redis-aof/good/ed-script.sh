ed -s /etc/redis/redis.conf <<'X'
/^appendonly /c
appendonly yes
.
/^appendfsync /c
appendfsync always
.
w
q
X
printf 'CONFIG SET appendonly yes\r\nCONFIG SET appendfsync always\r\nQUIT\r\n' | nc 127.0.0.1 6379
