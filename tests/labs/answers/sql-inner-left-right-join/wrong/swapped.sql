SELECT 'inner', city.name, country.name, city.population
FROM country INNER JOIN city ON city.countrycode = country.code;
SELECT 'left', city.name, country.name, city.population
FROM country LEFT JOIN city ON city.countrycode = country.code;
SELECT 'right', city.name, country.name, city.population
FROM country RIGHT JOIN city ON city.countrycode = country.code;
