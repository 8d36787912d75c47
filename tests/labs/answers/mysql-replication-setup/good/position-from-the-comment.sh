# Nothing is restarted: at run time, and in the file for later.
printf '\n[mysqld]\nserver-id = 12\nread-only = 1\n' >> /etc/mysql/my.cnf
mariadb -e 'SET GLOBAL server_id = 12; SET GLOBAL read_only = ON'
db1="-h db1 --user=dba --password=Dba-4db1"
mariadb $db1 -e "CREATE USER repl IDENTIFIED BY 'p w'; GRANT REPLICATION REPLICA ON *.* TO repl"
mariadb-dump $db1 --master-data=2 --single-transaction --databases world shop | gzip > /root/db1.sql.gz
zcat db1.sql.gz | mariadb
place=$(zcat db1.sql.gz | sed -n 's/^-- CHANGE MASTER TO \(MASTER_LOG_FILE=.*\);$/\1/p' | head -1)
mariadb -e "CHANGE MASTER TO MASTER_HOST='10.77.0.11', MASTER_USER='repl', MASTER_PASSWORD='p w', $place; START REPLICA"
until mariadb -e 'SHOW SLAVE STATUS\G' | grep -q 'Seconds_Behind_Master: 0'; do sleep 0.2; done
