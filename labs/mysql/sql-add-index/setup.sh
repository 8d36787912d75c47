#!/bin/bash
# Makes `world` and a table of visits that is large enough for an index to be worth its while. There are many visits of
# one city on one day, so no index on the two can be unique.
set -eu

python3 /run/world.py "$SEED" | mariadb
mariadb --default-character-set=utf8mb4 world <<SQL
CREATE TABLE visit (
  id     INT  NOT NULL AUTO_INCREMENT PRIMARY KEY,
  city   INT  NOT NULL,
  day    DATE NOT NULL,
  guests INT  NOT NULL,
  remark VARCHAR(40) DEFAULT NULL,
  KEY by_guests (guests)
);
INSERT INTO visit (city, day, guests, remark)
  SELECT 1 + CRC32(CONCAT('city', $SEED, seq)) % 40, '2023-01-01' + INTERVAL CRC32(CONCAT('day', $SEED, seq)) % 365 DAY,
         1 + CRC32(CONCAT('guests', $SEED, seq)) % 900, IF(seq % 7, NULL, CONCAT('第 ', seq, ' 次'))
  FROM seq_1_to_8000;
INSERT INTO visit (city, day, guests) SELECT city, day, guests FROM visit WHERE id <= 40;
ANALYZE TABLE visit;
GRANT ALL PRIVILEGES ON *.* TO grader@127.0.0.1 IDENTIFIED BY '$SEED';
SQL
