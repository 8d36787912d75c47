WITH sums AS (SELECT countrycode, district, SUM(population) AS total FROM city GROUP BY countrycode, district)
SELECT district, total FROM sums WHERE countrycode = 'CHN' AND total < 1000000;
