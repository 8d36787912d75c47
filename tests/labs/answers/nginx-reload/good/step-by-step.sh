# First a reload that the server refuses; then line by line as the error says.
cd /etc/nginx
ln -s /etc/nginx/sites-available/orders sites-enabled/orders
systemctl reload nginx
for i in 1 2 3; do
  nginx -t 2>&1 | head -1
  sed -i -E 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; /^ *(listen|server_name|default_type|proxy_http)[^;{]*$/s/$/;/' sites-available/orders
done
ed -s sites-available/shop << 'END2'
/location = \//i
    location /health {
        add_header Content-Type text/plain;
        return 200 "ok
";
    }
.
w
q
END2
nginx -t && systemctl reload-or-restart nginx
