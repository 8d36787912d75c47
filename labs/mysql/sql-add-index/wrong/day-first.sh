# loses: used one rest server
mysql world -e 'CREATE INDEX by_day_and_city ON visit (day, city)'
