P=$(pgrep -f org.apache.catalina.startup.Bootstrap -u tomcat | head -1)
kill $P; for i in {1..60}; do sleep .2; [ -d /proc/$P ] || exit 0; done; kill -9 $P
