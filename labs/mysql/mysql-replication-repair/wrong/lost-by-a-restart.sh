# loses: restart
mariadb -e "STOP SLAVE; SET GLOBAL server_id = 2; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
mysqldump -h db1 -u dba -pDba-4db1 --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'START SLAVE'
