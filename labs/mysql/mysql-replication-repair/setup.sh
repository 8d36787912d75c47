#!/bin/bash
# Makes db2 a replica that works, then breaks it in five ways: repl's password changed, db1's server-id, a row that db1
# will insert is already there, one that db1 will update is not, and one, drawn by SEED too, is silently another.
set -eu
cat > /etc/mysql/mariadb.conf.d/99-replica.cnf <<'END'
[mariadbd]
server-id = 2
read_only = 1
END
systemctl restart mariadb
db1() { mariadb -h 10.77.0.11 -u dba -pDba-4db1 -N -e "$1"; }
mariadb -e "GRANT SELECT, INSERT, DELETE, CREATE, PROCESS ON *.* TO grader@'%' IDENTIFIED BY '$SEED';
            CHANGE MASTER TO MASTER_HOST = '10.77.0.11', MASTER_USER = 'repl', MASTER_PASSWORD = 'Repl-spring'"
mysqldump -h 10.77.0.11 -u dba -pDba-4db1 --gtid --master-data --single-transaction --databases world shop | mariadb
mariadb -e 'CHANGE MASTER TO MASTER_USE_GTID = slave_pos; START SLAVE'
db1 "INSERT INTO shop.orders (item, amount) VALUES ('chair', $((SEED % 9))), ('lamp', 1)"
read -r log position _ <<< "$(db1 'SHOW MASTER STATUS')"
test "$(mariadb -N -e "SELECT MASTER_POS_WAIT('$log', $position, 20)")" -ge 0
mariadb -e 'STOP SLAVE'

city=$(db1 "SELECT id FROM world.city ORDER BY MD5(CONCAT(id, 'city', $SEED)) LIMIT 1")
country=$(db1 "SELECT code FROM world.country ORDER BY MD5(CONCAT(code, $SEED)) LIMIT 1")
taken=$((44 + SEED % 5))
db1 "USE shop;
     INSERT INTO orders (item, amount) SELECT 'chair', CRC32(CONCAT(seq, 'more', $SEED)) % 100 FROM seq_1_to_12;
     UPDATE world.city SET population = population + 7 WHERE id = $city;
     INSERT INTO shop.orders (item, amount) VALUES ('桌子', 2);
     SET sql_log_bin = 0;
     ALTER USER repl@'10.77.0.%' IDENTIFIED BY 'Repl-autumn'"
mariadb -e "INSERT INTO shop.orders VALUES ($taken, 'lamp', 100);
            DELETE FROM world.city WHERE id = $city;
            UPDATE world.country SET population = population + 1000 WHERE code = '$country'"
sed -i 's/^server-id.*/server-id = 1/' /etc/mysql/mariadb.conf.d/99-replica.cnf
printf 'dba@db1   Dba-4db1\nrepl@db1  Repl-autumn\n' > passwords
