mariadb --default-character-set=utf8mb4 world <<'X'
INSERT INTO big_city SELECT name, district, population FROM city WHERE countrycode='CHN' AND population>=1000000;
UPDATE city SET population = population+1000 WHERE countrycode='POL';
INSERT INTO city SET name="L'Hay-les-Roses", countrycode='FRA', district='Île-de-France';
DELETE FROM city WHERE countrycode='JPN' AND ifnull(population,0)<500000;
X
