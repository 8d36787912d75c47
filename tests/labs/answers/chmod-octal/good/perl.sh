perl -e 'chmod 0750, "deploy.sh"; chmod 0640, "app.conf"; chmod 0755, "public"; chmod 0644, "public/index.html"'
