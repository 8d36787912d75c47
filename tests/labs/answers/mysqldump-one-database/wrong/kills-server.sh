mysqldump --routines world > world.sql
mysqladmin shutdown
