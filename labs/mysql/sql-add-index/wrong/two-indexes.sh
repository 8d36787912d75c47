# loses: used one rest server
mysql world -e 'CREATE INDEX by_city ON visit (city); CREATE INDEX by_day ON visit (day)'
