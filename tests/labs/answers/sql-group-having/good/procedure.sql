SET @most = 1000000;
PREPARE q FROM 'SELECT district, SUM(population) FROM city WHERE countrycode = ? GROUP BY district HAVING SUM(population) < ?';
SET @code = 'CHN';
EXECUTE q USING @code, @most;
