CREATE OR REPLACE TABLE big_city (name VARCHAR(60) NOT NULL, district VARCHAR(40) NOT NULL, population INT NOT NULL)
  SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1e6;
DELETE FROM city WHERE countrycode = 'JPN' AND population < 500000;
UPDATE city SET population = IFNULL(population, 0) + 1000 WHERE countrycode = 'POL';
INSERT INTO city (name, countrycode, district, population) VALUES ("L'Haÿ-les-Roses", 'FRA', 'Île-de-France', NULL);
