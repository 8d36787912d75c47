cd / && find "$HOME" -maxdepth 1 -name app.conf -exec sed -i 's:/opt/tomcat:/usr/local/tomcat:g' {} +
