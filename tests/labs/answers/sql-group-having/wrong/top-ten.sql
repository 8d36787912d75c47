SELECT district, SUM(population) s FROM city WHERE countrycode = 'CHN' GROUP BY district ORDER BY s LIMIT 10;
