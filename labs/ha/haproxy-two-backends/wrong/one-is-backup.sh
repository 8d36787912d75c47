# loses: balanced haproxy program-ends machine-gone lasting
# A backup server waits until the other is gone.
cat >> /etc/haproxy/haproxy.cfg <<CFG
frontend www
    bind *:80
    default_backend web
backend web
    option httpchk GET /health
    timeout connect 1s
    server web01 10.77.0.21:80 check inter 500ms
    server web02 10.77.0.22:80 check inter 500ms backup
CFG
systemctl reload haproxy
