#!/bin/bash
set -e
cd /etc/mysql/mariadb.conf.d
perl -pi -e 's/^(server-id\s*=\s*)1$/${1}22/' 99-replica.cnf
service mariadb restart
mariadb <<END
STOP SLAVE;
RESET SLAVE;
CHANGE MASTER TO MASTER_HOST = '10.77.0.11', MASTER_USER = 'repl', MASTER_PASSWORD = 'Repl-autumn';
END
export MYSQL_PWD=Dba-4db1
mysqldump -h 10.77.0.11 -u dba --gtid --master-data=1 --single-transaction -B shop world > /tmp/all.sql
unset MYSQL_PWD
mariadb < /tmp/all.sql
mariadb -e 'CHANGE MASTER TO MASTER_USE_GTID = slave_pos; START SLAVE'
