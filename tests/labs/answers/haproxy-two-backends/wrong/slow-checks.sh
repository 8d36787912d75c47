# The checks find out after a minute.
cat >> /etc/haproxy/haproxy.cfg <<'CFG'
frontend www
    bind *:80
    default_backend web
backend web
    balance roundrobin
    option httpchk GET /health
    server web01 10.77.0.21:80 check inter 20s fall 3
    server web02 10.77.0.22:80 check inter 20s fall 3
CFG
systemctl reload haproxy
