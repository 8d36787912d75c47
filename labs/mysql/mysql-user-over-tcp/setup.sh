#!/bin/bash
# Makes `world`, databases beside it that a broad grant would open, and accounts that are nobody's business here, among
# them one of the same name that comes from elsewhere.
set -eu

python3 /run/world.py "$SEED" | mariadb
mariadb --default-character-set=utf8mb4 world <<SQL
CREATE DATABASE shop CHARACTER SET utf8mb4;
CREATE TABLE shop.orders (id INT NOT NULL PRIMARY KEY, total DECIMAL(10, 2) NOT NULL);
INSERT INTO shop.orders SELECT seq, CRC32(CONCAT(seq, $SEED)) % 100000 / 100 FROM seq_1_to_20;

GRANT SELECT ON world.* TO app@'10.20.%' IDENTIFIED BY 'old-$SEED';
GRANT ALL PRIVILEGES ON shop.* TO shop@localhost IDENTIFIED BY 'shop-$SEED';
GRANT SELECT ON *.* TO backup@localhost IDENTIFIED VIA unix_socket;
GRANT ALL PRIVILEGES ON *.* TO grader@127.0.0.1 IDENTIFIED BY '$SEED';
SQL
