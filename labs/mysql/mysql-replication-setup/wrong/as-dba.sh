# loses: account
printf '[mariadbd]\nserver-id = 2\nread_only = 1\n' > /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "CHANGE MASTER TO MASTER_HOST = '10.77.0.11', MASTER_USER = 'dba', MASTER_PASSWORD = 'Dba-4db1'"
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE'
