# loses: conf rest
chmod 750 deploy.sh
umask 027
echo "listen = 0.0.0.0:8080" > new.conf
mv new.conf app.conf
chmod 755 public
chmod 644 public/index.html
