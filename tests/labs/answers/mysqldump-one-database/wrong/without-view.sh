mysqldump --routines --ignore-table=world.large_city world > world.sql
