pkill -TERM -u tomcat -f 'bootstrap\.jar'
