CREATE TEMPORARY TABLE i AS SELECT country.name AS c, city.name AS t, city.population AS p FROM country JOIN city ON code = countrycode;
SELECT 'inner' AS list, i.* FROM i UNION ALL SELECT 'left', i.* FROM i UNION ALL SELECT 'left', name, NULL, NULL FROM country WHERE code NOT IN (SELECT countrycode FROM city);
CREATE TEMPORARY TABLE j LIKE i; INSERT INTO j SELECT * FROM i;
SELECT 'right' AS list, j.* FROM j UNION ALL SELECT 'right', NULL, name, population FROM city WHERE NOT EXISTS (SELECT * FROM country WHERE code = countrycode);
