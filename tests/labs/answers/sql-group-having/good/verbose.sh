mariadb -vvv world -e "SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' GROUP BY district HAVING SUM(population) < 1000000"
