cat > /etc/haproxy/haproxy.cfg <<C
global
  maxconn 1000
defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server 30s
frontend fe
  bind 10.77.0.10:80
  use_backend be
backend be
  option httpchk HEAD /health HTTP/1.0
  server-template web 1 10.77.0.21:80 check
  server web2 10.77.0.22:80 check
C
/etc/init.d/haproxy restart || systemctl restart haproxy
