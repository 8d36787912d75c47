# loses: machine-gone program-ends
# Nobody asks the servers how they are.
cat >> /etc/haproxy/haproxy.cfg <<CFG
frontend www
    bind *:80
    default_backend web
backend web
    balance roundrobin
    server web01 10.77.0.21:80
    server web02 10.77.0.22:80
CFG
systemctl reload haproxy
