mariadb-dump --routines world > world.sql
