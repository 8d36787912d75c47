sed -i 's/^#\?server-id.*/server-id = 102/' /etc/mysql/mariadb.conf.d/50-server.cnf
grep -q '^server-id' /etc/mysql/mariadb.conf.d/50-server.cnf || sed -i '/^\[mysqld\]/a server-id = 102' /etc/mysql/mariadb.conf.d/50-server.cnf
sed -i '/^server-id/a read-only\nlog_bin = mysql-bin\nlog_slave_updates = 1' /etc/mysql/mariadb.conf.d/50-server.cnf
service mariadb restart
printf '[client]\nuser=dba\npassword=Dba-4db1\nhost=db1\n' > ~/db1.cnf; chmod 600 ~/db1.cnf
mysql --defaults-file=$HOME/db1.cnf -e "GRANT REPLICATION SLAVE ON *.* TO repl@'10.77.0.12' IDENTIFIED BY 'x1Y2z3'"
mysql -e "change master to master_host='db1', master_port=3306, master_user='repl', master_password='x1Y2z3', master_connect_retry=1"
mysqldump --defaults-file=$HOME/db1.cnf -B world shop -R --triggers --master-data=1 --single-transaction > ~/db1.sql
mysql < ~/db1.sql
mysql -e 'start replica'
