fuser -k 8080/tcp; sed -i 's/8080/8000/' /srv/shop/*.conf
