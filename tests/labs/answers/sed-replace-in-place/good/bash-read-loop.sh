mapfile -t lines < app.conf
for line in "${lines[@]}"; do
  printf '%s\n' "${line//\/opt\/tomcat//usr/local/tomcat}"
done > app.conf
