echo 750 deploy.sh 640 app.conf 755 public 644 public/index.html | xargs -n2 chmod
