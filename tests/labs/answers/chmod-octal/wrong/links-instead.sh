cp deploy.sh /tmp/d; chmod 750 /tmp/d; ln -sf /tmp/d deploy.sh
chmod 640 app.conf; chmod 755 public; chmod 644 public/index.html
