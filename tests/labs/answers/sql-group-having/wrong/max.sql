SELECT district, MAX(population) FROM city WHERE countrycode = 'CHN' GROUP BY district HAVING MAX(population) < 1000000;
