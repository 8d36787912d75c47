SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' GRUOP BY district HAVING SUM(population) < 1000000;
