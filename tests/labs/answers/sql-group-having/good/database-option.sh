mysql -u student --database=world --batch --skip-column-names --execute="SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' GROUP BY district HAVING SUM(population) < 1000000"
