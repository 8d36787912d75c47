chmod 750 deploy.sh; chmod 640 app.conf; chmod -R 644 public
