pkill -u tomcat java
