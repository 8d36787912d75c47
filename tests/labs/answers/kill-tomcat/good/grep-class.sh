ps aux | grep 'org.apache.catalina.startup.Bootstrap start' | grep -v grep | awk '{print $2}' | xargs kill -15
