# The reload is right; then the old workers are thought to hang.
cd /etc/nginx
ln -s ../sites-available/orders sites-enabled/orders
sed -i -E 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; /^ *(listen|server_name|default_type|proxy_http)[^;{]*$/s/$/;/' sites-available/orders
sed -i '/server_name shop.lan;/a location = /health { return 200 "ok\\n"; }' sites-available/shop
nginx -t && systemctl reload nginx
until pgrep -f 'worker process is shutting down'; do :; done
pkill -9 -f 'worker process is shutting down'
