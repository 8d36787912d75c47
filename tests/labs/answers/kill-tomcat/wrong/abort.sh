kill -ABRT $(pgrep -f catalina.startup.Bootstrap)
