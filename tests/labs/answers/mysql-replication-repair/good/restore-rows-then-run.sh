# puts right what does not fit, row by row, and lets the log run on
perl -pi -e 's/^(server-id\s*=\s*).*/${1}2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
/etc/init.d/mariadb restart 2>/dev/null || systemctl restart mariadb
d1() { mariadb -h db1 -u dba -pDba-4db1 -N -e "$1"; }
mariadb -e "stop slave"
mysqldump -h db1 -u dba -pDba-4db1 --single-transaction --skip-lock-tables --master-data=2 --add-drop-table -B world shop > new.sql
read f p <<< "$(sed -n "s/^-- CHANGE MASTER TO MASTER_LOG_FILE='\(.*\)', MASTER_LOG_POS=\([0-9]*\);/\1 \2/p" new.sql)"
mariadb < new.sql
mariadb -e "change master to master_password='Repl-autumn', master_log_file='$f', master_log_pos=$p, master_use_gtid=no; start slave"
for i in {1..40}; do mariadb -e 'show slave status\G' | grep -q 'Seconds_Behind_Master: 0' && break; sleep .2; done
