mysqldump --routines world > world.sql
mysql -e 'DROP DATABASE world'
