mysqldump -R world > world.sql
mariadb world -e 'create table backup_log (at datetime); insert into backup_log values (now())'
