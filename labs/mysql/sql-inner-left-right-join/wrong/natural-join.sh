# loses: inner left right
mariadb world <<'END'
SELECT 'inner', country.name, city.name, city.population
FROM country NATURAL JOIN city;
SELECT 'left', country.name, city.name, city.population
FROM country NATURAL LEFT JOIN city;
SELECT 'right', country.name, city.name, city.population
FROM country NATURAL RIGHT JOIN city;
END
