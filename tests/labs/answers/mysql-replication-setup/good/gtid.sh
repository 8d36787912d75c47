#!/bin/bash
set -e
cat >> /etc/mysql/mariadb.conf.d/50-server.cnf <<'END'
[mysqld]
server_id=102
read-only=ON
relay-log=db2-relay
END
service mariadb restart
D="-h 10.77.0.11 -udba -pDba-4db1"
mysql $D -e "create user 'repl'@'%' identified by 'x7'; grant replication slave on *.* to 'repl'@'%';"
mysqldump $D --gtid --master-data=1 --single-transaction -R -E --databases shop world > /tmp/seed.sql
mysql -e "change master to master_host='db1', master_user='repl', master_password='x7'"
mysql < /tmp/seed.sql
mysql -e "change master to master_use_gtid=slave_pos; start slave"
