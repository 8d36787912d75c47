SELECT k, country.name, city.name, city.population FROM country JOIN city ON city.countrycode = country.code JOIN (SELECT 'inner' AS k UNION SELECT 'left' UNION SELECT 'right') AS kinds;
SELECT 'left', name, NULL, NULL FROM country WHERE code NOT IN (SELECT countrycode FROM city);
SELECT 'right', NULL, name, population FROM city WHERE countrycode NOT IN (SELECT code FROM country);
