# loses: stopped port graceful others other-java files
pkill tomcat
