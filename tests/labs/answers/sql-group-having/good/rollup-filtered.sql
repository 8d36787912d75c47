SELECT * FROM (SELECT district, SUM(population) total FROM city WHERE countrycode = 'CHN' GROUP BY district WITH ROLLUP) r WHERE district IS NOT NULL AND total <= 999999;
