cp -a /etc/haproxy/haproxy.cfg /etc/haproxy/haproxy.cfg.bak
cat >> /etc/haproxy/haproxy.cfg <<'C'

frontend web
    mode http
    bind *:80
    default_backend pool

backend pool
    mode http
    balance roundrobin
    option httpchk
    http-check connect port 80
    http-check send meth GET uri /health ver HTTP/1.1 hdr Host lb
    http-check expect status 200
    default-server inter 2s fall 2 rise 2
    server web01 10.77.0.21:80 check
    server web02 10.77.0.22:80 check
C
haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy
