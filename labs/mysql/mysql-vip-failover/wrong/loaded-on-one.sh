# loses: other-way machine
# Both are mended on the disk, but only one keepalived has read it.
for host in db01 db02; do
  ssh -o BatchMode=yes $host bash <<'REMOTE'
printf '%s\n' '#!/bin/bash' 'exec timeout 2 mariadb-admin --silent ping' > /etc/keepalived/check-mariadb
sed -i '/weight/d' /etc/keepalived/keepalived.conf
REMOTE
done
ssh -o BatchMode=yes db01 systemctl restart keepalived
