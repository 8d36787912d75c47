umask 022
mkdir /tmp/m; touch /tmp/f
chmod --reference=/tmp/m public
chmod --reference=/tmp/f public/index.html
umask 027
mkdir /tmp/n; touch /tmp/g
chmod --reference=/tmp/n deploy.sh
chmod --reference=/tmp/g app.conf
