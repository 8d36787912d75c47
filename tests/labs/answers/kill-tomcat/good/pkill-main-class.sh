pkill -f org.apache.catalina.startup.Bootstrap
