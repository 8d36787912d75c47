mariadb world <<'END'
CREATE TABLE sums AS SELECT district, SUM(population) AS total FROM city WHERE countrycode = 'CHN' GROUP BY district;
SELECT * FROM sums WHERE total < 1000000;
END
