mariadb --database world --silent << 'SQL'
SET @limit := 1000000;
PREPARE p FROM 'SELECT district, SUM(population) AS total FROM city WHERE countrycode = ? GROUP BY district HAVING total < ?';
SET @c = 'CHN';
EXECUTE p USING @c, @limit;
SQL
