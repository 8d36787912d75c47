truncate -s 200M world.sql
