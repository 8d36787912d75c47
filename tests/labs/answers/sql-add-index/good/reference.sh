mariadb world -e 'CREATE INDEX by_city_and_day ON visit (city, day)'
