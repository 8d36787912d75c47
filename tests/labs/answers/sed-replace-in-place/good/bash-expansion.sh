text=$(< app.conf)
old=/opt/tomcat new=/usr/local/tomcat
printf '%s\n' "${text//"$old"/"$new"}" > app.conf
