# loses: rest
grep -rl /opt/tomcat . | xargs sed -i 's|/opt/tomcat|/usr/local/tomcat|g'
