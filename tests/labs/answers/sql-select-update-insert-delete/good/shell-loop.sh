mysql -N world -e "SELECT id FROM city WHERE countrycode = 'JPN' AND population < 500000" | while read -r id; do
  mysql world -e "DELETE FROM city WHERE id = $id" < /dev/null
done
mysql -N world -e "SELECT id FROM city WHERE countrycode = 'CHN' AND population > 1000000" | while read -r id; do
  mysql world -e "INSERT INTO big_city SELECT name, district, population FROM city WHERE id = $id" < /dev/null
done
mysql world << 'SQL'
UPDATE city SET population = IFNULL(population, 0) + 1000 WHERE countrycode = 'POL';
INSERT INTO city (name, countrycode, district, population) VALUES ("L'Haÿ-les-Roses", 'FRA', 'Île-de-France', NULL);
SQL
