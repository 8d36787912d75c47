# loses: other-way machine
# Mended where it failed last night.
ssh -o BatchMode=yes db01 bash <<'REMOTE'
printf '%s\n' '#!/bin/bash' 'exec timeout 2 mariadb-admin --silent ping' > /etc/keepalived/check-mariadb
sed -i '/weight/d' /etc/keepalived/keepalived.conf
systemctl restart keepalived
REMOTE
