# loses: same
sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
read -r log position _ <<< "$(mariadb -h db1 -u dba -pDba-4db1 -N -e 'SHOW MASTER STATUS')"
mariadb -e "RESET SLAVE; CHANGE MASTER TO MASTER_LOG_FILE = '$log', MASTER_LOG_POS = $position; START SLAVE"
