sed -i 's/^server-id.*/server-id = 2/; /read_only/d' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE; set global read_only=1'
