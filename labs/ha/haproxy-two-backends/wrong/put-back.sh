# loses: lasting
# The old configuration is put back once the new one is in use.
cat /etc/haproxy/haproxy.cfg - > /etc/haproxy/web.cfg <<CFG
frontend www
    bind *:80
    default_backend web
backend web
    balance roundrobin
    timeout connect 1s
    option httpchk GET /health
    server web01 10.77.0.21:80 check inter 500ms fall 2 rise 2
    server web02 10.77.0.22:80 check inter 500ms fall 2 rise 2
CFG
cp /etc/haproxy/haproxy.cfg /etc/haproxy/old.cfg
cp /etc/haproxy/web.cfg /etc/haproxy/haproxy.cfg
systemctl reload haproxy
until curl -sf http://10.77.0.10/ > /dev/null; do :; done
mv /etc/haproxy/old.cfg /etc/haproxy/haproxy.cfg
