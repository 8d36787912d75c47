chmod 2755 public
chmod g-s public
chmod 4750 deploy.sh
chmod u-s deploy.sh
chmod 640 app.conf
chmod 644 public/index.html
