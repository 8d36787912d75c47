mysqldump --databases world --routines --triggers --events -r world.sql
