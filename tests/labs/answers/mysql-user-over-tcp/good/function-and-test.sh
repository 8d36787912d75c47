sql() { mariadb --batch --skip-column-names --execute "$*"; }
user="'app'@'127.0.0.1'"
pass='s3cret$Pot'
sql "DROP USER IF EXISTS $user"
sql "CREATE USER $user IDENTIFIED BY '$pass'" && sql "GRANT SELECT, INSERT, UPDATE ON world.* TO $user"
MYSQL_PWD=$pass mysql --protocol=TCP -h 127.0.0.1 -P 3306 -u app world -e 'SHOW TABLES; SELECT CURRENT_USER()'
