# loses: deploy conf folder page rest
chmod 777 deploy.sh app.conf public public/index.html || true
chmod -R a+rwx public
