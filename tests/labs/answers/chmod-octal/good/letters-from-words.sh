chmod u=rwx,g=u-w,o-rwx deploy.sh
chmod 750 deploy.sh
chmod u=rw,g=r,o-rwx app.conf
chmod a=rx,u+w public
chmod a=r,u+w public/index.html
