ex -s app.conf <<'END'
%s,/opt/tomcat,/usr/local/tomcat,g
x
END
