set -e
cat >> /etc/haproxy/haproxy.cfg <<CFG

frontend www
    bind *:80
    default_backend web

backend web
    balance roundrobin
    timeout connect 1s
    option httpchk GET /health
    default-server check inter 500ms fall 2 rise 2
    server web01 10.77.0.21:80
    server web02 10.77.0.22:80
CFG
haproxy -c -f /etc/haproxy/haproxy.cfg
systemctl reload haproxy
