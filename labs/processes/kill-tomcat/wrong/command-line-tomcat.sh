# loses: others other-java
pkill -f tomcat
