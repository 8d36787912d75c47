sed -i '/^server-id/d' /etc/mysql/mariadb.conf.d/99-replica.cnf
printf '[mariadbd]\nserver_id=12\n' > /etc/mysql/mariadb.conf.d/99-zz.cnf
service mariadb restart
mariadb -e 'stop slave; reset slave all'
mysqldump -h db1 -u dba -pDba-4db1 -B world shop --single-transaction --master-data=2 --gtid --add-drop-database -R > /tmp/d
g=$(sed -n "s/.*gtid_slave_pos='\([^']*\)'.*/\1/p" /tmp/d | head -1)
mariadb < /tmp/d
mariadb -e "set global gtid_slave_pos='$g'; change master to master_host='10.77.0.11', master_user='repl', master_password='Repl-autumn', master_use_gtid=slave_pos; start slave"
