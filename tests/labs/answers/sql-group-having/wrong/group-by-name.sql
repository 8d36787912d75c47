SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' GROUP BY name HAVING SUM(population) < 1000000;
