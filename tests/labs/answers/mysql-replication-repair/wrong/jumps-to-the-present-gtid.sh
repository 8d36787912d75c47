sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
now=$(mariadb -h db1 -u dba -pDba-4db1 -N -e 'SELECT @@gtid_binlog_pos')
mariadb -e "STOP SLAVE; SET GLOBAL gtid_slave_pos = '$now'; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn',
  MASTER_USE_GTID = slave_pos; START SLAVE"
