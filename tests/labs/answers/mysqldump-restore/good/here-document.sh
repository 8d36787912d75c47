cd backup
mariadb <<SQL
USE world;
SET foreign_key_checks = 0;
\. world.sql
SQL
