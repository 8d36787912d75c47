cd /etc/nginx
ln -s ../sites-available/orders sites-enabled/orders
sed -i -E 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; /^ *(listen|server_name|default_type|proxy_http)[^;{]*$/s/$/;/' sites-available/orders
sed -i '/server_name shop.lan;/a location = /health { return 200 "status: ok\\n"; }' sites-available/shop
nginx -t && nginx -s reload
