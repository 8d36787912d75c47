for h in db01 db02; do ssh -T $h <<'X'
printf '#!/bin/sh\nmysqladmin -s ping\n' > /etc/keepalived/check-mariadb
chmod 644 /etc/keepalived/check-mariadb
sed -i '/weight/d' /etc/keepalived/keepalived.conf
systemctl restart keepalived
X
done
