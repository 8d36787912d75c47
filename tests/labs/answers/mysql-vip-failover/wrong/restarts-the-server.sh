for h in db01 db02; do ssh -T $h <<'X'
printf '#!/bin/sh\nmysqladmin -s ping || { systemctl start mariadb; exit 1; }\n' > /etc/keepalived/check-mariadb
sed -i '/weight/d' /etc/keepalived/keepalived.conf
systemctl restart keepalived
X
done
