touch /tmp/ref && chmod 640 /tmp/ref && chmod --reference=/tmp/ref app.conf
chmod 750 /tmp/ref; chmod --reference=/tmp/ref deploy.sh
chmod 755 /tmp/ref; chmod --reference=/tmp/ref public
chmod 644 /tmp/ref; chmod --reference=/tmp/ref public/index.html
