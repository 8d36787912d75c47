mysql -e "GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1 IDENTIFIED BY 's3cret\$Pot'"
mysql -h 127.0.0.1 -u app -p's3cret$Pot' world -e "INSERT INTO city (name, countrycode, district, population) VALUES ('x', 'y', 'z', 1)"
