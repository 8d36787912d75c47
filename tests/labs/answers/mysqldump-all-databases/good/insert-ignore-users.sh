mariadb-dump --all-databases --routines --system=users --insert-ignore > all.sql
