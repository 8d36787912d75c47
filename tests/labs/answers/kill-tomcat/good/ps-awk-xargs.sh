ps -ef | awk '/[o]rg.apache.catalina.startup.Bootstrap/ { print $2 }' | xargs kill
