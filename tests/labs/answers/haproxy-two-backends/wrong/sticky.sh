# By the visitor's address: one visitor always has the same server.
cat >> /etc/haproxy/haproxy.cfg <<'CFG'
frontend www
    bind *:80
    default_backend web
backend web
    balance source
    option httpchk GET /health
    server web01 10.77.0.21:80 check inter 500ms fall 2
    server web02 10.77.0.22:80 check inter 500ms fall 2
CFG
systemctl reload haproxy
