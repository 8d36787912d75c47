mariadb -e 'create table world.visit2 like world.visit; drop table world.visit; rename table world.visit2 to world.visit'; mariadb world < backup/world.sql
