for h in db01 db02; do ssh -T $h <<'X'
printf '#!/bin/sh\nmysqladmin -s ping\n' > /etc/keepalived/check-mariadb
sed -i '/weight/d; s/interval 1/interval 10/; s/fall 2/fall 3/' /etc/keepalived/keepalived.conf
systemctl restart keepalived
X
done
