#!/bin/bash
# Makes `world` with some unknown populations and with figures that lie right at the limits which the task names.
set -eu

python3 /run/world.py "$SEED" | mariadb
mariadb --default-character-set=utf8mb4 world <<SQL
ALTER TABLE city MODIFY population INT DEFAULT NULL;

-- China: one at the limit, one beyond it by a single citizen, one unknown.
UPDATE city SET population = 1000000 WHERE countrycode = 'CHN' AND name = 'Sanya';
UPDATE city SET population = 1000001 WHERE countrycode = 'CHN' AND name = 'Golmud';
UPDATE city SET population = NULL WHERE countrycode = 'CHN' AND name = 'Gejiu';

UPDATE city SET population = 200000 + $SEED % 1000 WHERE countrycode = 'POL' AND name = 'Kraków';
UPDATE city SET population = NULL WHERE countrycode = 'POL' AND name IN ('Łódź', 'Gdańsk');

UPDATE city SET population = 500000 WHERE countrycode = 'JPN' AND name = 'Kyōto';
UPDATE city SET population = 499999 WHERE countrycode = 'JPN' AND name = 'Fukuyama';
UPDATE city SET population = NULL WHERE countrycode = 'JPN' AND name = 'Sakai';
UPDATE city SET population = 8000000 + $SEED % 1000000 WHERE countrycode = 'JPN' AND name = 'Tokyo';
UPDATE city SET population = 100000 + $SEED % 300000 WHERE countrycode = 'JPN' AND name = 'Kōbe';

CREATE TABLE big_city (
  name       VARCHAR(60) NOT NULL,
  district   VARCHAR(40) NOT NULL,
  population INT         NOT NULL
);
GRANT ALL PRIVILEGES ON *.* TO grader@127.0.0.1 IDENTIFIED BY '$SEED';
SQL
