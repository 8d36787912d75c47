# One `listen` in place of frontend and backend, in Debian's own timings; HAProxy restarted.
cat >> /etc/haproxy/haproxy.cfg <<'CFG'

listen site
    bind 10.77.0.10:80
    balance roundrobin
    option httpchk
    http-check send meth GET uri /health ver HTTP/1.1 hdr Host site.lan
    http-check expect status 200
    server a 10.77.0.21:80 check
    server b 10.77.0.22:80 check
CFG
systemctl restart haproxy
