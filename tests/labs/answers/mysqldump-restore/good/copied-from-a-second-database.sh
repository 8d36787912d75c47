mariadb -e 'CREATE DATABASE restored'
mariadb restored < backup/world.sql
mariadb-dump restored | mariadb world
mariadb -e 'DROP DATABASE restored'
