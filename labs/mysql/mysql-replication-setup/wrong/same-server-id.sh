# loses: arrives same account restart primary kept
printf '[mariadbd]\nread_only = 1\n' > /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -h db1 -u dba -pDba-4db1 -e "GRANT REPLICATION SLAVE ON *.* TO repl@10.77.0.12 IDENTIFIED BY 'secret'"
mariadb -e "CHANGE MASTER TO MASTER_HOST = '10.77.0.11', MASTER_USER = 'repl', MASTER_PASSWORD = 'secret'"
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE'
