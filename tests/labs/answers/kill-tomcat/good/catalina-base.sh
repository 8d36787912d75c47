pkill -f -- '-Dcatalina.base=/var/lib/tomcat10 '
