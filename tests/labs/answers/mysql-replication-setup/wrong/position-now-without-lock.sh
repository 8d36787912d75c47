printf '[mysqld]\nserver_id=2\nread_only=1\n' > /etc/mysql/mariadb.conf.d/60-r.cnf
systemctl restart mariadb
mariadb -h db1 -u dba -pDba-4db1 -e "create user repl@'%' identified by 'a'; grant replication slave on *.* to repl@'%'"
mariadb-dump -h db1 -u dba -pDba-4db1 -B world shop --single-transaction | mariadb
sleep 3
read f p _ < <(mariadb -h db1 -u dba -pDba-4db1 -Ne 'show master status')
mariadb -e "change master to master_host='db1', master_user='repl', master_password='a', master_log_file='$f', master_log_pos=$p; start slave"
