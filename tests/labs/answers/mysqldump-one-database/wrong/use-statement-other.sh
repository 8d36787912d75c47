{ echo 'create database if not exists spare;'; mysqldump -R world; } > world.sql
