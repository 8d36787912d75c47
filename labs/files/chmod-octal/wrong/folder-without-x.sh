# loses: folder page rest
chmod 750 deploy.sh
chmod 640 app.conf
chmod 644 public
chmod 644 public/index.html
