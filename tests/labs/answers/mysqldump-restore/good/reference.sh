mariadb world < backup/world.sql
