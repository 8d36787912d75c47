# loses: program-ends
# Whether the port is open is all that is looked at; nginx keeps it open.
cat >> /etc/haproxy/haproxy.cfg <<CFG
frontend www
    bind *:80
    default_backend web
backend web
    balance roundrobin
    timeout connect 1s
    server web01 10.77.0.21:80 check inter 500ms fall 2 rise 2
    server web02 10.77.0.22:80 check inter 500ms fall 2 rise 2
CFG
systemctl reload haproxy
