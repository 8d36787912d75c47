sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE'
echo 'slave-skip-errors = 1062,1032' >> /etc/mysql/mariadb.conf.d/99-replica.cnf
