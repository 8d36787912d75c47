printf '[mariadbd]\nserver-id=2\nread_only=1\n' > /etc/mysql/mariadb.conf.d/99-r.cnf
systemctl restart mariadb
mariadb -h db1 -udba -pDba-4db1 -e "GRANT ALL ON *.* TO repl@'%' IDENTIFIED BY 'x'"
mariadb -e "CHANGE MASTER TO MASTER_HOST='db1', MASTER_USER='repl', MASTER_PASSWORD='x'"
mysqldump -h db1 -udba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e "START SLAVE"
