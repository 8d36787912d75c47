sed -i 's/^server-id.*/server-id = 2\nslave_skip_errors = 1062,1032/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'; START SLAVE"
