#!/bin/bash
# Makes the database `world` with all kinds of things that a dump can lose, and `world_2019` beside it, which has tables
# of the same names and must not be mistaken for it.
set -eu

python3 /run/world.py "$SEED" | mariadb
mariadb --default-character-set=utf8mb4 world <<SQL
-- Bytes that are no text in any encoding, among them those that mean something to SQL: NUL, quotes, newline, backslash.
CREATE TABLE flag (
  code  CHAR(3) NOT NULL PRIMARY KEY,
  image BLOB    NOT NULL,
  note  VARCHAR(40) DEFAULT NULL
);
INSERT INTO flag
  SELECT code, CONCAT(UNHEX('00270A5C1A0D22FF'), UNHEX(SHA2(CONCAT(code, $SEED), 512))),
         IF(CRC32(CONCAT($SEED, code)) % 2, NULL, '')
  FROM country;
CREATE TABLE city_log (
  id   INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  city INT NOT NULL,
  what VARCHAR(40) NOT NULL DEFAULT '新城市',
  KEY by_city (city),
  CONSTRAINT of_city FOREIGN KEY (city) REFERENCES city (id) ON DELETE CASCADE
);
INSERT INTO city_log (city, what) SELECT id, CONCAT('counted 🏙 ', district) FROM city WHERE (id + $SEED) % 5 = 0;
CREATE VIEW large_city AS
  SELECT city.name, country.name AS country, city.population
  FROM city JOIN country ON city.countrycode = country.code WHERE city.population > 1000000;
CREATE TRIGGER city_added AFTER INSERT ON city FOR EACH ROW INSERT INTO city_log (city) VALUES (NEW.id);
DELIMITER //
CREATE FUNCTION citizens(of_country CHAR(3)) RETURNS BIGINT READS SQL DATA
BEGIN
  RETURN (SELECT COALESCE(SUM(population), 0) FROM city WHERE countrycode = of_country);
END //
CREATE PROCEDURE move_city(IN moved INT, IN to_district VARCHAR(40))
BEGIN
  UPDATE city SET district = to_district WHERE id = moved;
  INSERT INTO city_log (city, what) VALUES (moved, 'moved');
END //
DELIMITER ;

CREATE DATABASE world_2019;
CREATE TABLE world_2019.country LIKE world.country;
CREATE TABLE world_2019.city LIKE world.city;
INSERT INTO world_2019.country SELECT * FROM world.country;
INSERT INTO world_2019.city SELECT id, name, countrycode, district, FLOOR(population * 0.9) FROM world.city;

GRANT ALL PRIVILEGES ON *.* TO grader@127.0.0.1 IDENTIFIED BY '$SEED';
SQL
