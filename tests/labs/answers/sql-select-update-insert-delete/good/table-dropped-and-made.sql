DROP TABLE big_city;
CREATE TABLE big_city AS SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1000000;
UPDATE city SET population = COALESCE(population, 0) + 1000 WHERE countrycode = 'POL';
INSERT city SET name = 'L\'Haÿ-les-Roses', district = 'Île-de-France', countrycode = 'FRA';
DELETE FROM city WHERE countrycode = 'JPN' AND population < 500000 ORDER BY id;
