# loses: serves draft orders master report lasting
# Tested, and never told to the server that runs.
cd /etc/nginx
ln -s ../sites-available/orders sites-enabled/orders
sed -i -E 's/^( *(listen|server_name|default_type|proxy_http_version) [^;]*[^;{])$/\1;/
  s/proxy_conect_timeout/proxy_connect_timeout/; s/proxy_read_time /proxy_read_timeout /; s/proxypass/proxy_pass/' sites-available/orders
sed -i 's|^    location = / {|    location = /health { return 200 "ok\\n"; }\n&|' sites-available/shop
nginx -t
