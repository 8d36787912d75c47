truncate -s 1T world.sql
