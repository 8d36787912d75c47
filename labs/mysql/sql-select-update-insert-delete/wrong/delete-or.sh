# loses: update delete rest server
mysql world <<'SQL'
DELETE FROM city WHERE countrycode = 'JPN' OR population < 500000;
INSERT INTO big_city SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1000000;
UPDATE city SET population = IFNULL(population, 0) + 1000 WHERE countrycode = 'POL';
INSERT INTO city (name, countrycode, district, population) VALUES ("L'Haÿ-les-Roses", 'FRA', 'Île-de-France', NULL);
SQL
