#!/bin/bash
# nginx passes everything on to the program behind it.
set -eu
cat > /etc/nginx/sites-available/site <<'END'
server {
    listen 80 default_server;
    location / {
        proxy_pass http://127.0.0.1:5000;
        proxy_connect_timeout 1s;
    }
}
END
rm /etc/nginx/sites-enabled/default
ln -s ../sites-available/site /etc/nginx/sites-enabled/site
