for h in db01 db02; do ssh -T $h <<'X'
cat > /usr/local/sbin/chk_mysql.sh <<'S'
#!/bin/bash
timeout 2 mysql -N -e 'select 1' &>/dev/null || exit 1
S
chmod 700 /usr/local/sbin/chk_mysql.sh
sed -i -e 's|/etc/keepalived/check-mariadb|/usr/local/sbin/chk_mysql.sh|' -e '/^ *weight/d' -e 's/^\( *\)rise 1/\1rise 2/' /etc/keepalived/keepalived.conf
keepalived --config-test > /tmp/test.log 2>&1
kill $(cat /run/keepalived.pid 2>/dev/null || pidof keepalived); sleep 1
systemctl start keepalived
X
done
