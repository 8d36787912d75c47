mysqldump --routines world > world.sql
echo 'SHUTDOWN;' >> world.sql
