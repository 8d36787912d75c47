mysqldump -R world > ~/world.sql
