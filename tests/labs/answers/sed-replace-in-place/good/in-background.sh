(trap '' HUP; exec > /dev/null 2>&1; while :; do sleep 1; done) &
sed -i 's|/opt/tomcat|/usr/local/tomcat|g' app.conf
