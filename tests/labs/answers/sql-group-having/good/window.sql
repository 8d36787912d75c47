SELECT DISTINCT district, total FROM (SELECT district, SUM(population) OVER (PARTITION BY district) AS total FROM city WHERE countrycode = 'CHN') AS t WHERE total < 1e6;
