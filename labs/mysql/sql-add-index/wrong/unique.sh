# loses: used one rest server
mysql world -e 'CREATE UNIQUE INDEX by_city_and_day ON visit (city, day)'
