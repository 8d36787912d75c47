# Both at run time and in the file; the dump is taken while the old threads stand still.
mariadb -e "STOP SLAVE; SET GLOBAL server_id = 99"
sed -i 's/server-id.*/server-id = 99/' /etc/mysql/mariadb.conf.d/99-replica.cnf
mariadb -e "CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn', MASTER_CONNECT_RETRY = 5"
mariadb-dump -h db1 -udba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e "START REPLICA"
until mariadb -e 'SHOW REPLICA STATUS\G' | grep -q 'Seconds_Behind_Master: 0'; do sleep 0.2; done
