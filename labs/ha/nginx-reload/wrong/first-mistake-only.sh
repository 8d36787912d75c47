# loses: serves draft orders master report lasting
# nginx -t shows one mistake at a time; the second is still there.
cd /etc/nginx
ln -s ../sites-available/orders sites-enabled/orders
sed -i -E 's/^( *(listen|server_name|default_type|proxy_http_version) [^;]*[^;{])$/\1;/' sites-available/orders
sed -i 's|^    location = / {|    location = /health { return 200 "ok\\n"; }\n&|' sites-available/shop
systemctl reload nginx
