old=/opt/tomcat new=/usr/local/tomcat
sed --in-place=.orig -e "s#${old}#${new}#g" -- app.conf && ! grep -q "$old" app.conf
