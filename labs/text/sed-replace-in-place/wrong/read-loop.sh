# loses: replaced mode rest
while read line; do echo "${line//\/opt\/tomcat//usr/local/tomcat}"; done < app.conf > new.conf
cat new.conf > app.conf
