# No link but an include; the draft without its remark, with blanks of one's own; no line break after ok.
cd /etc/nginx
sed -i -E 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; /^ *(listen|server_name|default_type|proxy_http)[^;{]*$/s/$/;/' sites-available/orders
sed -i '1d; s/^ *listen/\tlisten  /; s/ {$/\n{   # mended/' sites-available/orders
sed -i 's|include /etc/nginx/sites-enabled/\*;|&\n\tinclude /etc/nginx/sites-available/orders;|' nginx.conf
sed -i '/server_name shop.lan;/a location = /health { default_type text/plain; return 200 "ok"; }' sites-available/shop
nginx -t && systemctl reload nginx.service
