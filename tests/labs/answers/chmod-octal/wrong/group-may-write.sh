chmod 770 deploy.sh; chmod 660 app.conf; chmod 775 public; chmod 664 public/index.html
