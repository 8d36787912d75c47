# loses: arrives same account restart primary kept
# A dump is data of one moment.
printf '[mariadbd]\nserver-id = 2\nread_only = 1\n' > /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mysqldump -h db1 -u dba -pDba-4db1 --single-transaction --databases world shop | mariadb
