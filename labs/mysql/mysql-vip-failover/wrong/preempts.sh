# loses: stays other-way machine
# It works, and moves the address twice for each fault.
for host in db01 db02; do
  ssh -o BatchMode=yes $host bash <<'REMOTE'
printf '%s\n' '#!/bin/bash' 'exec timeout 2 mariadb-admin --silent ping' > /etc/keepalived/check-mariadb
sed -i 's/weight.*/weight -100/; /nopreempt/d' /etc/keepalived/keepalived.conf
systemctl restart keepalived
REMOTE
done
