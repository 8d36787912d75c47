printf '[mariadbd]\nserver-id=2\nread_only=1\nslave_skip_errors=all\n' > /etc/mysql/mariadb.conf.d/99-r.cnf
systemctl restart mariadb
mariadb -h db1 -udba -pDba-4db1 -e "GRANT REPLICATION SLAVE ON *.* TO repl@'%' IDENTIFIED BY 'x'"
mysqldump -h db1 -udba -pDba-4db1 --no-data --databases world shop | mariadb
mariadb -e "CHANGE MASTER TO MASTER_HOST='db1', MASTER_USER='repl', MASTER_PASSWORD='x'; START SLAVE"
