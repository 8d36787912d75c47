mysqldump world > world.sql
