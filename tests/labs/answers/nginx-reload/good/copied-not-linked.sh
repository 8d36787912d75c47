# The draft is mended by what nginx -t shows and put into place as a copy; /health is a file without a line break.
cd /etc/nginx
perl -0pi -e 's/conect/connect/; s/read_time /read_timeout /; s/proxypass/proxy_pass/; s/(\w)\n/$1;\n/g; s/enabled yet\.;/enabled yet./' sites-available/orders
cp sites-available/orders sites-enabled/orders
mkdir -p /srv/health && printf ok > /srv/health/health
perl -0pi -e 's|(    location / \{)|    location = /health {\n        root /srv/health;\n        default_type text/plain;\n    }\n$1|' sites-available/shop
nginx -t && nginx -s reload
