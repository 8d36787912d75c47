mariadb world -e 'create index a on visit(city, guests, day)'
