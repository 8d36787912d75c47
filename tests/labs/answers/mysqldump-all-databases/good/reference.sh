mariadb-dump --all-databases > all.sql
