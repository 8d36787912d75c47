mariadb-dump --all-databases --routines --events --skip-extended-insert --complete-insert --skip-comments > all.sql
