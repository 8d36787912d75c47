mariadb world -e 'alter table visit add index a(city, day), engine=Aria'
