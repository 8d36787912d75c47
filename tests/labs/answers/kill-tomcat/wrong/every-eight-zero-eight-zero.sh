pkill -f 8080
pkill -f org.apache.catalina.startup.Bootstrap
