# Another balancer than the one asked for, though it goes round both and passes over one that is down.
cat > /etc/nginx/sites-enabled/default <<'CONF'
upstream web {
    server 10.77.0.21 max_fails=1 fail_timeout=5s;
    server 10.77.0.22 max_fails=1 fail_timeout=5s;
}
server {
    listen 80;
    location / {
        proxy_pass http://web;
        proxy_connect_timeout 1s;
        proxy_next_upstream error timeout http_502 http_504;
    }
}
CONF
nginx
