mysql world -e "SOURCE $HOME/backup/world.sql; SHOW TABLES;"
