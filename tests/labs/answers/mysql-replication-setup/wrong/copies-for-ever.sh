# No replication: a dump every moment.
printf '[mariadbd]\nserver-id=2\nread_only=1\n' > /etc/mysql/mariadb.conf.d/99-r.cnf
systemctl restart mariadb
mariadb -h db1 -udba -pDba-4db1 -e "GRANT REPLICATION SLAVE ON *.* TO repl@'%' IDENTIFIED BY 'x'"
copy() { mysqldump -h db1 -udba -pDba-4db1 --single-transaction --databases world shop | mariadb; }
copy
(while :; do copy; sleep 0.5; done) > /dev/null 2>&1 &
