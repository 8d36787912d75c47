# loses: rest
chmod 750 *.sh
chmod 640 *.conf
chmod 755 public
chmod 644 public/index.html
