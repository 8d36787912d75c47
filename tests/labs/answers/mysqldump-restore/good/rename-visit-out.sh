mariadb -e 'create database keepv; rename table world.visit to keepv.visit'; mariadb world < backup/world.sql; mariadb -e 'rename table keepv.visit to world.visit; drop database keepv'
