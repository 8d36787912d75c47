mysql -vvv world << SQL
-- China
SELECT c.district, SUM(c.population) FROM country JOIN city c ON country.code = c.countrycode WHERE country.name = 'China' GROUP BY c.district HAVING NOT SUM(c.population) >= 1000000;
SQL
