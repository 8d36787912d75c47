chmod u=rwx,g=rx,o= deploy.sh
chmod u=rw,g=r,o= app.conf
chmod u=rwx,go=rx public
chmod u=rw,go=r public/index.html
