sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn', master_use_gtid=no; START SLAVE"
for i in {1..10}; do sleep .4; mariadb -e 'show slave status\G' | grep -q 'Slave_SQL_Running: Yes' || mariadb -e 'stop slave; set global sql_slave_skip_counter=1; start slave'; done
