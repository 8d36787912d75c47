# Without SET NAMES the four-byte characters do not come back.
mariadb-dump --compact --default-character-set=utf8mb4 --routines world > world.sql
