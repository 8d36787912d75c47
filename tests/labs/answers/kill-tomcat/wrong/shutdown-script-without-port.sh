/usr/share/tomcat10/bin/shutdown.sh
