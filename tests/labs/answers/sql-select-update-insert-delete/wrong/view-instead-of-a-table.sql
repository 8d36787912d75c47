DROP TABLE big_city;
CREATE VIEW big_city AS SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1000000;
UPDATE city SET population = IFNULL(population, 0) + 1000 WHERE countrycode = 'POL';
INSERT INTO city (name, countrycode, district, population) VALUES ("L'Haÿ-les-Roses", 'FRA', 'Île-de-France', NULL);
DELETE FROM city WHERE countrycode = 'JPN' AND population < 500000;
