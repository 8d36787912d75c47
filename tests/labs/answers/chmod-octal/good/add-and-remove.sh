chmod a-rwx,u+rwx,g+rx deploy.sh
chmod a-rwx,u+rw,g+r app.conf
chmod u+rwx,go-w,go+rx public
chmod a-x,u+rw,go-w,go+r public/index.html
