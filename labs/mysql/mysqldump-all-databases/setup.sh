#!/bin/bash
# Makes three databases, one of them with a name that needs quotes, and accounts that use them: what a dump of "all
# databases" made by a list of names loses.
set -eu

python3 /run/world.py "$SEED" | mariadb
mariadb --default-character-set=utf8mb4 world <<SQL
CREATE VIEW large_city AS SELECT name, countrycode, population FROM city WHERE population > 1000000;
DELIMITER //
CREATE FUNCTION citizens(of_country CHAR(3)) RETURNS BIGINT READS SQL DATA
BEGIN
  RETURN (SELECT COALESCE(SUM(population), 0) FROM city WHERE countrycode = of_country);
END //
DELIMITER ;

CREATE DATABASE shop CHARACTER SET utf8mb4;
USE shop;
CREATE TABLE orders (
  id       INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer VARCHAR(40) NOT NULL,
  total    DECIMAL(10, 2) NOT NULL,
  remark   VARCHAR(60) DEFAULT NULL
);
CREATE TABLE orders_log (id INT NOT NULL, total DECIMAL(10, 2) NOT NULL);
INSERT INTO orders (customer, total, remark)
  SELECT ELT(1 + CRC32(CONCAT($SEED, seq)) % 5, '王芳', '李伟', 'Zoë', 'O''Hara', '张 📦'), CRC32(CONCAT(seq, $SEED)) % 100000 / 100,
         IF(seq % 3, NULL, IF(seq % 2, '', 'a "gift"\\nfor you'))
  FROM seq_1_to_200;
CREATE TRIGGER order_changed AFTER UPDATE ON orders FOR EACH ROW INSERT INTO orders_log VALUES (OLD.id, OLD.total);
CREATE PROCEDURE refund(IN refunded INT) UPDATE orders SET total = 0 WHERE id = refunded;

-- The dash: a loop that names databases without backquotes stumbles over it.
CREATE DATABASE \`crm-archive\` CHARACTER SET utf8mb4;
CREATE TABLE \`crm-archive\`.contact (id INT NOT NULL PRIMARY KEY, name VARCHAR(40), phone VARCHAR(20));
INSERT INTO \`crm-archive\`.contact SELECT seq, CONCAT('联系人 ', seq), CONCAT('138', CRC32(CONCAT($SEED, '/', seq))) FROM seq_1_to_30;
CREATE PROCEDURE \`crm-archive\`.forget(IN forgotten INT) DELETE FROM \`crm-archive\`.contact WHERE id = forgotten;

GRANT SELECT ON world.* TO report@'10.20.%' IDENTIFIED BY 'report-$SEED';
GRANT SELECT, INSERT, UPDATE ON shop.* TO shop@localhost IDENTIFIED BY 'shop-$SEED';
-- Of a database whose name comes before \`mysql\`: privileges that a dump with FLUSH PRIVILEGES behind \`mysql\` brings back for
-- a procedure of a later one are lost again when that procedure is made.
GRANT EXECUTE ON PROCEDURE \`crm-archive\`.forget TO shop@localhost;
GRANT SELECT (name) ON \`crm-archive\`.contact TO shop@localhost;
GRANT ALL PRIVILEGES ON *.* TO grader@127.0.0.1 IDENTIFIED BY '$SEED';
SQL
