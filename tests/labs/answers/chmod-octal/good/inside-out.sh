chmod 644 public/index.html && chmod 755 public && chmod 640 app.conf && chmod 750 deploy.sh
