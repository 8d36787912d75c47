find . -name '*.conf' -exec sed -i 's|/opt/tomcat|/usr/local/tomcat|g' {} +
