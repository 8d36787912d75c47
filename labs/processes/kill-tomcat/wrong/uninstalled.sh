# loses: files
pkill -f org.apache.catalina.startup.Bootstrap
rm -rf /usr/share/tomcat10/bin/bootstrap.jar
