# loses: other-java
pkill -u tomcat
