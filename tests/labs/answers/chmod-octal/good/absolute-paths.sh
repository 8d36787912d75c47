cd /
chmod -v 750 ~/deploy.sh
chmod -c 640 $HOME/app.conf
chmod 755 /home/student/public/
chmod 644 /home/student/public/./index.html
