chmod 777 deploy.sh app.conf public public/index.html
