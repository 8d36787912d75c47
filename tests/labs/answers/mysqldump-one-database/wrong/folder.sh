mkdir world.sql && mysqldump --routines world > world.sql/world.sql
