chmod 750 deploy.sh; chmod 640 app.conf
mkdir -m 755 p && cp public/index.html p/ && rm -r public && mv p public
chmod 644 public/index.html
