cd /etc/nginx/sites-available
perl -i.bak -pe 's/conect/connect/; s/proxy_read_time\s/proxy_read_timeout /; s/proxypass/proxy_pass/; s/$/;/ if /^\s*[a-z]/ && !/[;{}]\s*$/' orders; 
mv orders.bak /root
mkdir -p /var/www/health; echo ok > /var/www/health/health
perl -i -pe 's|(    location = / \{)|    location = /health {\n        root /var/www/health;\n        default_type text/plain;\n    }\n$1|' shop
ln -s $PWD/orders ../sites-enabled/orders.conf
/usr/sbin/nginx -t
/bin/kill -HUP $(cat /run/nginx.pid)
