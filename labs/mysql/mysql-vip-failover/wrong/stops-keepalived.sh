# loses: other-way machine
# As many notes have it: the script ends keepalived, which nobody starts again.
for host in db01 db02; do
  ssh -o BatchMode=yes $host bash <<'REMOTE'
printf '%s\n' '#!/bin/bash' 'mariadb-admin --silent ping || systemctl stop keepalived' > /etc/keepalived/check-mariadb
systemctl restart keepalived
REMOTE
done
