mariadb world -e 'ALTER TABLE visit ADD UNIQUE INDEX u (city, day, id)'
