# loses: balanced haproxy program-ends machine-gone lasting
# Written and not reloaded.
cat >> /etc/haproxy/haproxy.cfg <<CFG
frontend www
    bind *:80
    default_backend web
backend web
    option httpchk GET /health
    server web01 10.77.0.21:80 check
    server web02 10.77.0.22:80 check
CFG
haproxy -c -f /etc/haproxy/haproxy.cfg
