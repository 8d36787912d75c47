# Each machine its own virtual router: nobody hears the other.
for n in 1 2; do
  ssh db0$n bash -s $n <<'REMOTE'
printf '%s\n' '#!/bin/bash' 'exec timeout 2 mariadb-admin --silent ping' > /etc/keepalived/check-mariadb
sed -i "/weight/d; s/virtual_router_id .*/virtual_router_id $1/" /etc/keepalived/keepalived.conf
systemctl restart keepalived
REMOTE
done
