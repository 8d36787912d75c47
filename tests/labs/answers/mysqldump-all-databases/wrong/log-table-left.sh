mysqldump -AR > all.sql
mariadb -e 'create table world.backup_log (at datetime); insert into world.backup_log values (now())'
