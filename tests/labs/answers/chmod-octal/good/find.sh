find . -maxdepth 1 -name deploy.sh -exec chmod 750 {} \;
find . -maxdepth 1 -name app.conf -exec chmod 640 {} \;
find public -maxdepth 0 -exec chmod 755 {} \;
find public -name index.html -exec chmod 644 {} \;
