#!/bin/bash
# Makes `world` and its backups, then damages it: rows lost, changed and too many, a table and a view gone. What was made
# after the backup (`visit`) and the other databases, with tables of the same names, must come out of it unharmed.
set -eu

python3 /run/world.py "$SEED" | mariadb
mariadb --default-character-set=utf8mb4 world <<SQL
-- Names without a database, so that the dump can be restored into another one as well.
CREATE VIEW large_city AS SELECT name, countrycode, population FROM city WHERE population > 1000000;
CREATE TABLE city_log (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, city INT NOT NULL, what VARCHAR(40) NOT NULL);
INSERT INTO city_log (city, what) SELECT id, CONCAT('统计 ', name) FROM city WHERE (id + $SEED) % 4 = 0;
CREATE TRIGGER city_changed AFTER UPDATE ON city FOR EACH ROW
  INSERT INTO city_log (city, what) VALUES (NEW.id, 'changed');

CREATE DATABASE world_test CHARACTER SET utf8mb4;
CREATE TABLE world_test.city LIKE world.city;
INSERT INTO world_test.city SELECT * FROM world.city WHERE id % 2;
CREATE DATABASE shop CHARACTER SET utf8mb4;
CREATE TABLE shop.orders (id INT NOT NULL PRIMARY KEY, total DECIMAL(10, 2) NOT NULL);
INSERT INTO shop.orders SELECT seq, CRC32(CONCAT(seq, $SEED)) % 100000 / 100 FROM seq_1_to_100;
SQL

# No dates in the files, or they would differ from day to day.
mkdir backup
mariadb-dump --skip-dump-date world > backup/world.sql
mariadb-dump --skip-dump-date --databases world world_test shop > backup/all.sql
chown -R student: backup

mariadb --default-character-set=utf8mb4 world <<SQL
-- Since the backups: work that they do not know.
CREATE TABLE world.visit (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, city INT NOT NULL, guest VARCHAR(40) NOT NULL);
INSERT INTO world.visit (city, guest) SELECT seq, CONCAT('访客 ', CRC32(CONCAT($SEED, seq)) % 1000) FROM seq_1_to_60;
INSERT INTO world_test.city (name, countrycode, district, population) VALUES ('Testville', 'USA', 'Test', $SEED % 1000);
UPDATE shop.orders SET total = total + 1 WHERE id % 3 = 0;
INSERT INTO shop.orders VALUES (101, 8.88);

DROP TRIGGER world.city_changed;
DELETE FROM world.city WHERE (id + $SEED) % 3 = 0;
UPDATE world.city SET population = 0, name = UPPER(name) WHERE (id + $SEED) % 3 = 1;
INSERT INTO world.city (name, countrycode, district, population) VALUES ('????', 'XXX', '????', 1);
DROP TABLE world.country;
DROP VIEW world.large_city;

GRANT ALL PRIVILEGES ON *.* TO grader@127.0.0.1 IDENTIFIED BY '$SEED';
SQL
