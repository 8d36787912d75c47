# loses: arrives same restart primary kept
# The log does not reach back: the first event is about a table that is not there.
printf '[mariadbd]\nserver-id = 2\nread_only = 1\n' > /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -h db1 -u dba -pDba-4db1 -e "GRANT REPLICATION SLAVE ON *.* TO repl@'%' IDENTIFIED BY 'secret'"
mariadb -e "CHANGE MASTER TO MASTER_HOST = 'db1', MASTER_USER = 'repl', MASTER_PASSWORD = 'secret'; START SLAVE"
