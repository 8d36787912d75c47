kill -QUIT $(pgrep -f org.apache.catalina.startup.Bootstrap)
