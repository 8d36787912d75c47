SELECT district, SUM(population) FROM city GROUP BY district HAVING SUM(population) < 1000000 AND MAX(countrycode) = 'CHN';
