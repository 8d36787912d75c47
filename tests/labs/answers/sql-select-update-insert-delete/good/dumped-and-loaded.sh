mysql world -N -e "SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1000000" > /tmp/big
mysql --local-infile=1 world -e "LOAD DATA LOCAL INFILE '/tmp/big' INTO TABLE big_city CHARACTER SET utf8mb4"
mysql world << "END"
START TRANSACTION;
UPDATE city SET population = 0 WHERE population IS NULL AND countrycode = 'POL';
UPDATE city SET population = population + 1000 WHERE countrycode = 'POL';
DELETE a FROM city a JOIN country b ON a.countrycode = b.code WHERE b.name = 'Japan' AND a.population < 500000;
INSERT INTO city (name, countrycode, district) SELECT 'L''Haÿ-les-Roses', code, 'Île-de-France' FROM country WHERE name = 'France';
COMMIT;
END
