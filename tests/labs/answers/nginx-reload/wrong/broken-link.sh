# The link is relative to the folder where it lies, not to this one.
cd /etc/nginx
sed -i -E 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; /^ *(listen|server_name|default_type|proxy_http)[^;{]*$/s/$/;/' sites-available/orders
sed -i '/server_name shop.lan;/a location = /health { return 200 "ok\\n"; }' sites-available/shop
ln -s sites-available/orders sites-enabled/orders
nginx -t
systemctl reload nginx
