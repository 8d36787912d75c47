SELECT country.name, city.name, city.population
FROM country INNER JOIN city ON city.countrycode = country.code;
SELECT country.name, city.name, city.population
FROM country LEFT JOIN city ON city.countrycode = country.code;
SELECT country.name, city.name, city.population
FROM country RIGHT JOIN city ON city.countrycode = country.code;
