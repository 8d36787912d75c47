mysqldump --all-databases --default-character-set=latin1 > all.sql
