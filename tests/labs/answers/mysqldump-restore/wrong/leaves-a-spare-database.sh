mysql world < backup/world.sql
mysql -e 'CREATE DATABASE world_backup'
