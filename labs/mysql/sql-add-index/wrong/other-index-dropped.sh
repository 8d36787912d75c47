# loses: one
mysql world -e 'DROP INDEX by_guests ON visit; CREATE INDEX by_city_and_day ON visit (city, day)'
