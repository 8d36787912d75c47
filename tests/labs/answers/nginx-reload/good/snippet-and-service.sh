# An include of its own for /health; written by awk; reloaded by the older command, twice.
cd /etc/nginx/sites-available
awk '/^ *(listen|server_name|default_type|proxy_http_version) / && !/;$/ { $0 = $0 ";" }
     { sub(/proxy_conect_timeout/, "proxy_connect_timeout"); sub(/proxy_read_time /, "proxy_read_timeout "); sub(/proxypass/, "proxy_pass"); print }' orders > /tmp/orders
cat /tmp/orders > orders
echo 'location = /health { return 200 "ok\n"; }' > /etc/nginx/snippets/health.conf
sed -i '/server_name shop.lan;/a include snippets/health.conf;' shop
ln -sf /etc/nginx/sites-available/orders /etc/nginx/sites-enabled/orders
service nginx reload
nginx -t && service nginx reload
