#!/bin/bash
# Writes app.conf and files around it that hold the same path, the same for the same SEED on any day and host. Every
# app.conf has each trap at least once: several hits in a line, the path as a part of a longer one, look-alikes that
# must stay, and blanks and backslashes that a careless rewrite loses.
set -eu

# gawk by name: it brings its own random(), so a seed gives the same numbers whatever the libc or the `awk` in use.
gawk '
function below(n) { return int(rand() * n) }

function one_of(list,   words) { return words[1 + below(split(list, words, " "))] }

function add(line) { lines[++count] = line }

BEGIN {
  srand(ENVIRON["SEED"])
  add("CATALINA_HOME=/opt/tomcat")
  add("CLASSPATH=/opt/tomcat/lib:/opt/tomcat/bin/bootstrap.jar:/opt/tomcat/bin/tomcat-juli.jar")
  add("rsync -a /opt/tomcat/ /opt/tomcat-backup/")
  add("legacy.home = \"/opt/tomcat9\"   # was /opt/tomcat" 5 + below(4))
  add("  indented.path = /opt/tomcat/" one_of("conf logs temp work webapps"))
  add("\tpattern = ^/opt/tomcat/(.*)\\.jar$  \\\\")
  add("trailing = /opt/tomcat   ")
  add("# 日志目录：/opt/tomcat/logs，临时目录：/opt/tomcat/temp")
  # What must stay.
  add("brand = /opt/Tomcat")
  add("relative = opt/tomcat/conf")
  add("next.home = /usr/local/tomcat")
  add("other = /opt/tom /opt/tomcta /opt-tomcat /opt/ tomcat")
  add("expand = ${HOME}/&/\\1 $(pwd) `id` %s \\n \\t")
  for (i = 10 + below(15); i > 0; i--) {
    path = below(3) ? "/opt/tomcat/" one_of("conf logs temp work webapps") : "/srv/" one_of("data www cache")
    add(one_of("server db cache mail http jmx") "." one_of("home dir path root") "." i " = " path)
    if (!below(4)) add("")
    if (!below(4)) add("; " one_of("tuned checked moved") " on 2024-0" 1 + below(9) "-1" below(10))
  }
  for (i = count; i > 1; i--) {
    j = 1 + below(i)
    swapped = lines[i]
    lines[i] = lines[j]
    lines[j] = swapped
  }
  # A hit beyond the first line, and on the last one.
  print "# application settings"
  for (i = 1; i <= count; i++) print lines[i]
  print "last.home = /opt/tomcat/end:/opt/tomcat"
}' > app.conf

mkdir -p conf.d
head -n 12 app.conf > conf.d/extra.conf
echo 'CATALINA_HOME=/opt/tomcat' > app.conf.example
printf 'export CATALINA_HOME=/opt/tomcat\n' > start.sh

# Never what umask gives a new file.
modes=(0640 0600 0660 0750)
chmod "${modes[SEED % 4]}" app.conf
chmod 0644 conf.d/extra.conf app.conf.example
chmod 0755 start.sh conf.d
chown -R student: app.conf app.conf.example conf.d start.sh
touch -d '2024-03-01 09:00:00 UTC' app.conf app.conf.example conf.d/extra.conf conf.d start.sh
