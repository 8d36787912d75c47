perl -pi -e 's{/opt/tomcat}{/usr/local/tomcat}g' app.conf
