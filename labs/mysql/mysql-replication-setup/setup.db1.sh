#!/bin/bash
# The primary: in production, with a binary log that does not reach back to the first row, and with orders that keep
# coming (lab.toml starts /usr/local/sbin/orders).
set -eu
cat > /etc/mysql/mariadb.conf.d/99-primary.cnf <<'END'
[mariadbd]
bind-address  = 0.0.0.0
server-id     = 1
log_bin       = mysql-bin
binlog_format = ROW
END
systemctl restart mariadb
python3 /run/world.py "$SEED" | mariadb
mariadb <<SQL
CREATE DATABASE shop CHARACTER SET utf8mb4;
USE shop;
CREATE TABLE item (name VARCHAR(40) NOT NULL PRIMARY KEY, price INT NOT NULL);
INSERT INTO item VALUES ('lamp', $((SEED % 90 + 10))), ('chair', $((SEED % 70 + 30))), ('桌子', $((SEED % 50 + 50)));
CREATE TABLE orders (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, item VARCHAR(40) NOT NULL, amount INT NOT NULL);
INSERT INTO orders SELECT seq, 'lamp', CRC32(CONCAT(seq, $SEED)) % 100 FROM seq_1_to_40;
GRANT ALL PRIVILEGES ON *.* TO dba@'10.77.0.%' IDENTIFIED BY 'Dba-4db1' WITH GRANT OPTION;
GRANT SELECT, INSERT, DELETE, CREATE, PROCESS ON *.* TO grader@'%' IDENTIFIED BY '$SEED';
RESET MASTER;
SQL
cat > /usr/local/sbin/orders <<'END'
#!/bin/bash
while sleep 0.2; do echo "INSERT INTO orders (item, amount) VALUES ('chair', $((RANDOM % 100)));"; done | mariadb shop
END
chmod 755 /usr/local/sbin/orders
