kill -STOP $(pgrep -f org.apache.catalina.startup.Bootstrap)
