SELECT 'right' AS kind, co.name AS country, ci.name AS city, ci.population AS people FROM city ci LEFT JOIN country co ON ci.countrycode = co.code;
SELECT 'inner' AS kind, co.name AS country, ci.name AS city, ci.population AS people FROM city ci, country co WHERE ci.countrycode = co.code;
SELECT 'left' AS kind, co.name AS country, ci.name AS city, ci.population AS people FROM city ci RIGHT JOIN country co ON ci.countrycode = co.code;
