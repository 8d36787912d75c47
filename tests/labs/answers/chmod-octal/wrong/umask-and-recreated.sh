umask 027; chmod 750 deploy.sh; chmod 640 app.conf; chmod 755 public
rm public/index.html; umask 022; touch public/index.html
