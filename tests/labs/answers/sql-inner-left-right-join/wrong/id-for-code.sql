SELECT 'inner', country.name, city.name, city.population
FROM country INNER JOIN city ON city.id = country.capital;
SELECT 'left', country.name, city.name, city.population
FROM country LEFT JOIN city ON city.id = country.capital;
SELECT 'right', country.name, city.name, city.population
FROM country RIGHT JOIN city ON city.id = country.capital;
