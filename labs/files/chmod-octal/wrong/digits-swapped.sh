# loses: deploy conf rest
chmod 570 deploy.sh
chmod 460 app.conf
chmod 755 public
chmod 644 public/index.html
