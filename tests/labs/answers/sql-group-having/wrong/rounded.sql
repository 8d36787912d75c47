SELECT district, ROUND(SUM(population), -3) FROM city WHERE countrycode = 'CHN' GROUP BY district HAVING SUM(population) < 1000000;
