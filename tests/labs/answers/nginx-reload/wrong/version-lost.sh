# The site is written anew, without what else was in the draft.
cd /etc/nginx
cat > sites-available/orders <<'CONF'
server {
    listen 8080;
    location / { proxy_pass http://127.0.0.1:5000/orders/; }
}
CONF
ln -s ../sites-available/orders sites-enabled/orders
sed -i '/server_name shop.lan;/a location = /health { return 200 "ok\\n"; }' sites-available/shop
nginx -t && nginx -s reload
