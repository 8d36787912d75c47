mysqldump --routines world_2019 > world.sql
