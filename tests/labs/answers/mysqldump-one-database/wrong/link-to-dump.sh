mysqldump --routines world > /tmp/world.sql
ln -s /tmp/world.sql world.sql
