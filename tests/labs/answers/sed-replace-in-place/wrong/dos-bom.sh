sed -i 's|/opt/tomcat|/usr/local/tomcat|g; 1s/^/\xef\xbb\xbf/' app.conf
