-- three lists
SELECT 'right' AS list, o.name AS country, t.name AS city, t.population FROM country AS o RIGHT JOIN city AS t ON o.code = t.countrycode ORDER BY city;
SELECT 'left' AS list, o.name AS country, t.name AS city, t.population FROM country AS o LEFT JOIN city AS t ON o.code = t.countrycode;
SELECT 'inner' AS list, o.name AS country, t.name AS city, t.population FROM country AS o JOIN city AS t ON o.code = t.countrycode;
