# loses: stopped port graceful others other-java files
systemctl restart tomcat10
