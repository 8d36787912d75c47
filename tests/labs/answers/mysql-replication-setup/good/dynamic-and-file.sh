# settings at run time and in the file, no restart; gtid
cat > /etc/mysql/mariadb.conf.d/60-replica.cnf <<X
[mysqld]
server_id=22
read_only=ON
X
mariadb -e "set global server_id=22; set global read_only=1"
mariadb -h db1 -u dba '-pDba-4db1' <<'X'
create user 'repl'@'%' identified by 'pw-Repl9';
grant replication slave on *.* to 'repl'@'%';
X
mariadb-dump -h db1 -u dba -pDba-4db1 --all-databases --single-transaction --master-data=2 --gtid --ignore-database=mysql > /tmp/d.sql 2>/dev/null ||
mariadb-dump -h db1 -u dba -pDba-4db1 --databases world shop --single-transaction --master-data=2 --gtid > /tmp/d.sql
g=$(grep -o "gtid_slave_pos='[^']*'" /tmp/d.sql | head -1 | cut -d"'" -f2)
mariadb < /tmp/d.sql
mariadb -e "set global gtid_slave_pos='$g'; change master to master_host='db1', master_user='repl', master_password='pw-Repl9', master_use_gtid=slave_pos; start slave"
sleep 1; mariadb -e 'show slave status\G' > ~/status.txt
