perl -i.orig -pe 's/\Q\/opt\/tomcat\E/\/usr\/local\/tomcat/g' app.conf
