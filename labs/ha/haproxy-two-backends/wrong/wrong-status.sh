# loses: balanced haproxy program-ends machine-gone lasting
# The page answers with 200: both servers are taken for dead.
cat >> /etc/haproxy/haproxy.cfg <<CFG
frontend www
    bind *:80
    default_backend web
backend web
    option httpchk GET /health
    http-check expect status 204
    server web01 10.77.0.21:80 check inter 500ms
    server web02 10.77.0.22:80 check inter 500ms
CFG
systemctl reload haproxy
