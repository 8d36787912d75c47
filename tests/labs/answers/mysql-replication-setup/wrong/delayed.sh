printf '[mysqld]\nserver_id=2\nread_only=1\n' > /etc/mysql/mariadb.conf.d/60-r.cnf
systemctl restart mariadb
mariadb -h db1 -u dba -pDba-4db1 -e "create user repl@'%' identified by 'a'; grant replication slave on *.* to repl@'%'"
mariadb -e "change master to master_host='db1', master_user='repl', master_password='a', master_delay=60"
mariadb-dump -h db1 -u dba -pDba-4db1 -B world shop --single-transaction --master-data | mariadb
mariadb -e 'start slave'
