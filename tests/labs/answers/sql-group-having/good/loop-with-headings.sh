for d in $(mysql -N world -e "SELECT DISTINCT REPLACE(district, ' ', '_') FROM city WHERE countrycode = 'CHN'"); do
  mysql world -e "SELECT district, SUM(population) FROM city WHERE countrycode = 'CHN' AND district = '${d//_/ }' HAVING SUM(population) < 1000000"
done
