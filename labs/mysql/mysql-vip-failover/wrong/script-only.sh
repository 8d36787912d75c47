# loses: takes-over client stays other-way machine
# The script tells the truth, and the priority falls; but where nobody preempts that moves nothing.
for host in db01 db02; do
  ssh -o BatchMode=yes $host bash <<'REMOTE'
printf '%s\n' '#!/bin/bash' 'exec timeout 2 mariadb-admin --silent ping' > /etc/keepalived/check-mariadb
sed -i 's/weight.*/weight -100/' /etc/keepalived/keepalived.conf
systemctl restart keepalived
REMOTE
done
