cp deploy.sh d; cp app.conf c; cp public/index.html i
chmod 750 d; chmod 640 c; chmod 644 i; chmod 755 public
mv -f d deploy.sh; mv -f c app.conf; mv -f i public/index.html
