SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' GROUP BY district HAVING SUM(population) < 1000000\G
