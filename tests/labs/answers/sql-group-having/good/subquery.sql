SELECT * FROM (SELECT district, SUM(population) AS total FROM city WHERE countrycode = 'CHN' GROUP BY district) AS sums WHERE total < 1000000;
