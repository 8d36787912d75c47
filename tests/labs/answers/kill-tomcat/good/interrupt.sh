pkill -INT -f catalina.startup.Bootstrap
