sed -Ei '\,/opt/tomcat,{s,/opt/(tomcat),/usr/local/\1,g}' app.conf
