sed -i 's|/opt|/usr/local|g' app.conf
