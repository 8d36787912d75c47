mariadb --default-character-set=utf8mb4 world <<'X'
SET autocommit=0;
INSERT INTO big_city SELECT name, district, population FROM city WHERE countrycode='CHN' AND population>1000000;
UPDATE city SET population = COALESCE(population,0)+1000 WHERE countrycode='POL';
INSERT INTO city SET name="L'Haÿ-les-Roses", countrycode='FRA', district='Île-de-France';
DELETE FROM city WHERE countrycode='JPN' AND population<500000;
X
