# loses: used one rest server
mysql world -e 'CREATE INDEX by_code ON city (countrycode, population)'
