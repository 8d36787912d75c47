mysqldump -h db1 -u dba -pDba-4db1 --single-transaction --databases world shop | mariadb
