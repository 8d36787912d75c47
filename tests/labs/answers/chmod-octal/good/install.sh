install -m 750 deploy.sh /tmp/d && mv -f /tmp/d deploy.sh
install -m 640 app.conf /tmp/c && mv -f /tmp/c app.conf
install -m 644 public/index.html /tmp/i && mv -f /tmp/i public/index.html
chmod 755 public
