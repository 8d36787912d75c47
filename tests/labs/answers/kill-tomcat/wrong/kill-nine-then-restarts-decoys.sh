pkill -9 -f 'tomcat|catalina'
setsid tail -n 0 -f /var/log/tomcat10/catalina.out > /dev/null 2>&1 < /dev/null &
setsid /usr/local/bin/tomcat-backup --daily > /dev/null 2>&1 < /dev/null &
