printf '%s\n' 'listen site' ' mode http' ' bind :80' ' balance random' ' option httpchk GET /health' ' server a 10.77.0.21:80 check inter 1s' ' server b 10.77.0.22:80 check inter 1s' >> /etc/haproxy/haproxy.cfg
service haproxy restart
