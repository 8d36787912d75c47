SELECT 'inner', a.name AS country, b.name AS city, b.population FROM country a JOIN city b ON b.countrycode = a.code;
SELECT 'left', a.name AS country, b.name AS city, b.population FROM country a LEFT OUTER JOIN city b ON b.countrycode = a.code;
SELECT 'right', a.name AS country, b.name AS city, b.population FROM country a RIGHT OUTER JOIN city b ON b.countrycode = a.code;
