# What the page says is looked at; the master is told by its signal.
cat >> /etc/haproxy/haproxy.cfg <<'CFG'
backend web
    balance roundrobin
    http-reuse safe
    timeout check 1s
    timeout connect 1s
    option httpchk GET /health
    http-check expect string healthy
    server-template web 1 10.77.0.21:80 check inter 1s
    server second 10.77.0.22:80 check inter 1s
frontend www
    bind *:80
    option forwardfor
    default_backend web
CFG
haproxy -c -q -f /etc/haproxy/haproxy.cfg || exit
kill -USR2 "$(cat /run/haproxy.pid)"
