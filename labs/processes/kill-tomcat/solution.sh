kill $(pgrep -f org.apache.catalina.startup.Bootstrap)
