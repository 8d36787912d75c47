mysqldump --single-transaction world > world.sql
