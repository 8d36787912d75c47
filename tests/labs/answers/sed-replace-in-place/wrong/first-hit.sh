perl -pi -e 's{/opt/tomcat}{/usr/local/tomcat}' app.conf
