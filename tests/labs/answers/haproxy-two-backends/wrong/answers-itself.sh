# Cheating: HAProxy answers by itself, in the servers' names.
cat >> /etc/haproxy/haproxy.cfg <<'CFG'
frontend www
    bind *:80
    http-request return status 200 content-type text/plain lf-string "web0%[rand(2),add(1)] %[path]\n"
CFG
systemctl reload haproxy
