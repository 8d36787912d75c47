mysql -e 'CREATE DATABASE world_restored'
mysql world_restored < backup/world.sql
