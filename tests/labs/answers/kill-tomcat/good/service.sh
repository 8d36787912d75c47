service tomcat10 stop
