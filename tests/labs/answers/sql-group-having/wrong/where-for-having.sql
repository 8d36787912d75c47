SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' AND population < 1000000 GROUP BY district;
