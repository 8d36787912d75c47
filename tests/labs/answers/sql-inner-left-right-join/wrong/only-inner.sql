SELECT 'inner', country.name, city.name, city.population
FROM country INNER JOIN city ON city.countrycode = country.code;
