mariadb world < backup/world.sql; mariadb world -e 'update visit set guest = id where id = 5'
