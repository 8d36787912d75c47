DELETE FROM city WHERE countrycode NOT IN (SELECT code FROM country);
SELECT 'inner', country.name, city.name, city.population FROM country JOIN city ON countrycode = code;
SELECT 'left', country.name, city.name, city.population FROM country LEFT JOIN city ON countrycode = code;
SELECT 'right', country.name, city.name, city.population FROM country RIGHT JOIN city ON countrycode = code;
