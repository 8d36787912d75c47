{ mysqldump --routines world; echo 'CREATE DATABASE copy;'; } > world.sql
