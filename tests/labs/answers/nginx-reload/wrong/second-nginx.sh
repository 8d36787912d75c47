# Cheating: an nginx of its own for port 8080, so that the first need not be touched for it.
cd /etc/nginx
sed -i -E 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; /^ *(listen|server_name|default_type|proxy_http)[^;{]*$/s/$/;/' sites-available/orders
sed -i '/server_name shop.lan;/a location = /health { return 200 "ok\\n"; }' sites-available/shop
systemctl reload nginx
printf 'pid /run/second.pid;\nevents {}\nhttp { include /etc/nginx/sites-available/orders; }\n' > /etc/second.conf
nginx -c /etc/second.conf
