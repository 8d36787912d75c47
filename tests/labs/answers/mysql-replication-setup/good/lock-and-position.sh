# The old way: everything locked while the position is read and the data is copied.
export MYSQL_PWD=Dba-4db1
echo '[mariadbd]
server-id=7
read_only' > /etc/mysql/mariadb.conf.d/zz.cnf
systemctl restart mysql
mariadb -h db1 -u dba -e "GRANT REPLICATION SLAVE ON *.* TO repl@'10.77.0.12' IDENTIFIED BY 'r'"
coproc lock { mariadb -h db1 -u dba -N --unbuffered; }
echo 'FLUSH TABLES WITH READ LOCK; SHOW MASTER STATUS;' >&"${lock[1]}"
read -r file pos _ <&"${lock[0]}"
mariadb-dump -h db1 -u dba -B world shop > dump.sql
echo 'UNLOCK TABLES; quit' >&"${lock[1]}"
unset MYSQL_PWD
mariadb < dump.sql
mariadb <<END
CHANGE MASTER TO MASTER_HOST='10.77.0.11', MASTER_PORT=3306, MASTER_USER='repl', MASTER_PASSWORD='r',
  MASTER_LOG_FILE='$file', MASTER_LOG_POS=$pos;
START SLAVE;
END
