#!/bin/bash
# The programs that a careless search for `tomcat` finds as well.
set -eu

# A script's process bears the script's name: `pkill tomcat` ends this one, and Tomcat itself is named `java`.
cat > /usr/local/bin/tomcat-backup <<'END'
#!/bin/bash
# Saves /var/lib/tomcat10/webapps every night.
while :; do sleep 3600; done
END

# Keeps a connection to port 8080 open: `lsof -i :8080` lists this program beside the one that listens.
cat > /usr/local/bin/deploy-watch <<'END'
#!/bin/bash
# Waits for new versions of an application.
exec 3<> /dev/tcp/127.0.0.1/8080
echo connected
while :; do sleep 3600; done
END

chmod 0755 /usr/local/bin/tomcat-backup /usr/local/bin/deploy-watch
touch -d '2024-03-01 09:00:00 UTC' /usr/local/bin/tomcat-backup /usr/local/bin/deploy-watch
