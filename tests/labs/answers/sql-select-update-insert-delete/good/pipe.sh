printf '%s;\n' 'use world' \
  "DELETE FROM city WHERE countrycode = 'JPN' AND population < 500000" \
  "INSERT INTO city (district, countrycode, name) VALUES ('Île-de-France', 'FRA', 'L''Haÿ-les-Roses')" \
  "UPDATE city SET population = IFNULL(population, 0) + 1000 WHERE countrycode = 'POL'" \
  "INSERT big_city SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND 1000000 < population" | mariadb
