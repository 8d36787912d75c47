# loses: restored kept others server
mysql -e 'CREATE DATABASE world_new'
mysql world_new < backup/world.sql
