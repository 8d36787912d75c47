# loses: serves draft orders master report lasting
# The draft is enabled as it is: the reload says nothing, and the old configuration goes on serving.
cd /etc/nginx
ln -s ../sites-available/orders sites-enabled/orders
sed -i 's|^    location = / {|    location = /health { return 200 "ok\\n"; }\n&|' sites-available/shop
systemctl reload nginx
