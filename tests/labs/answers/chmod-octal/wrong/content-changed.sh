chmod 750 deploy.sh; chmod 640 app.conf; chmod 755 public; chmod 644 public/index.html; echo >> deploy.sh
