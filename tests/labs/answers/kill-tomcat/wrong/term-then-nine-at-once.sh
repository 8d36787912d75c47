p=$(pgrep -f org.apache.catalina.startup.Bootstrap); kill $p; kill -9 $p
