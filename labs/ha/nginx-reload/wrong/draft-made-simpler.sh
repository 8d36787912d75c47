# loses: draft
# What seems not to be needed is thrown out with the mistakes.
cd /etc/nginx
sed -i -E 's/proxypass/proxy_pass/; s/listen 8080$/&;/; s/default_type text.plain$/&;/; /conn?ect_timeout|read_time|server_name|http_version/d' sites-available/orders
sed -i 's|^    location = / {|    location = /health { return 200 "ok\\n"; }\n&|' sites-available/shop
ln -s ../sites-available/orders sites-enabled/orders
nginx -t && systemctl reload nginx
