# loses: rest
mariadb world -e 'CREATE INDEX by_city_and_day ON visit (city, day); CREATE INDEX by_population ON city (population)'
