# loses: graceful
kill -9 $(pgrep -f org.apache.catalina.startup.Bootstrap)
