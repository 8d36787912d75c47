# The draft comes back with line ends of its own, which nginx does not mind.
set -e
cd /etc/nginx
sed -i -E 's/^( *(listen|server_name|default_type|proxy_http_version) [^;]*[^;{])$/\1;/
  s/proxy_conect_timeout/proxy_connect_timeout/; s/proxy_read_time /proxy_read_timeout /; s/proxypass/proxy_pass/
  s/$/\r/' sites-available/orders
ln -s /etc/nginx/sites-available/orders sites-enabled/
sed -i 's|^    location = / {|    location = /health { return 200 "ok\\n"; }\n&|' sites-available/shop
nginx -t
nginx -s reload
