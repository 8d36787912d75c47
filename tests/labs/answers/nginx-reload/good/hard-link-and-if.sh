cd /etc/nginx/sites-available; sed -i 's/conect/connect/;s/read_time /read_timeout /;s/proxypass/proxy_pass/' orders
grep -nEv '[;{}]$|^#|^$' orders | cut -d: -f1 | while read n; do sed -i "${n}s/\$/;/" orders; done
ln orders ../sites-enabled/orders
sed -i '/listen 80/i\    if ($uri = /health) { return 200 "ok\\n"; }\n    default_type text/plain;' shop
systemctl reload nginx
