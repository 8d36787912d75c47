# The whole file anew, hosts by name, health checked by HEAD.
cat > /etc/haproxy/haproxy.cfg <<'CFG'
global
    maxconn 500
defaults
    mode http
    timeout connect 500ms
    timeout client 10s
    timeout server 10s
    retries 2
    option redispatch
frontend in
    bind :80
    use_backend out
backend out
    balance leastconn
    option httpchk HEAD /health
    server web01 web01:80 check inter 1s fall 3 rise 2
    server web02 web02:80 check inter 1s fall 3 rise 2
CFG
haproxy -c -f /etc/haproxy/haproxy.cfg && service haproxy reload
