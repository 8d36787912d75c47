mysqldump --routines World > world.sql
echo $?
