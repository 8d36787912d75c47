# loses: same
# Mends what replication stumbles over; what it has not come to yet is still another.
sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
mariadb -e 'START SLAVE'
until mariadb -e 'SHOW SLAVE STATUS\G' | grep -q 'Last_SQL_Errno: 1062'; do sleep 0.1; done
id=$(mariadb -e 'SHOW SLAVE STATUS\G' | grep -m1 -o "Duplicate entry '[0-9]*'" | tr -dc 0-9)
mariadb -e "DELETE FROM shop.orders WHERE id = $id; START SLAVE"
until mariadb -e 'SHOW SLAVE STATUS\G' | grep -q 'Last_SQL_Errno: 1032'; do sleep 0.1; done
mysqldump -h db1 -u dba -pDba-4db1 --single-transaction world city | mariadb world
mariadb -e 'START SLAVE'
