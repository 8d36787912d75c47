mysqldump --routines world | sed 's/DEFINER=`[^`]*`@`[^`]*`//' > world.sql
