mysqladmin ping
mysqldump --routines --opt world > new.sql && mv new.sql world.sql
chmod 600 world.sql
