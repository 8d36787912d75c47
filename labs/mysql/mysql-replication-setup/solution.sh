cat > /etc/mysql/mariadb.conf.d/99-replica.cnf <<'END'
[mariadbd]
server-id = 2
read_only = 1
END
systemctl restart mariadb
mariadb -h db1 -u dba -pDba-4db1 -e "
  CREATE USER repl@10.77.0.12 IDENTIFIED BY 'Repl-2db1'; GRANT REPLICATION SLAVE ON *.* TO repl@10.77.0.12"
mariadb -e "CHANGE MASTER TO MASTER_HOST = '10.77.0.11', MASTER_USER = 'repl', MASTER_PASSWORD = 'Repl-2db1'"
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE'
