# loses: kept
# The same on both sides, but it is the replica's rows.
sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
mysqldump --databases world shop | mariadb -h db1 -u dba -pDba-4db1
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE'
