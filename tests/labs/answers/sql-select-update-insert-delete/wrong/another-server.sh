# The work is done, but on a server of the learner's own, which stands in the other's place.
mariadb-dump --all-databases > /tmp/all.sql
mariadb-admin shutdown
mkdir -p /tmp/d
mariadb-install-db --datadir=/tmp/d --auth-root-authentication-method=normal --force > /dev/null 2>&1
setsid mariadbd --no-defaults --datadir=/tmp/d --socket=/tmp/s --port=3306 --bind-address=127.0.0.1 \
  --skip-name-resolve --innodb-buffer-pool-size=8M --innodb-log-file-size=4M > /tmp/log 2>&1 &
for i in {1..50}; do mariadb -u root -S /tmp/s -e 'SELECT 1' > /dev/null 2>&1 && break; sleep 0.1; done
mariadb -u root -S /tmp/s < /tmp/all.sql
mariadb -u root -S /tmp/s -e 'FLUSH PRIVILEGES'
mariadb -S /tmp/s world <<'SQL'
INSERT INTO big_city SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1000000;
UPDATE city SET population = IFNULL(population, 0) + 1000 WHERE countrycode = 'POL';
INSERT INTO city (name, countrycode, district, population) VALUES ("L'Haÿ-les-Roses", 'FRA', 'Île-de-France', NULL);
DELETE FROM city WHERE countrycode = 'JPN' AND population < 500000;
SQL
