SELECT SUM(population), district FROM city WHERE countrycode = 'CHN' GROUP BY district HAVING SUM(population) < 1000000;
