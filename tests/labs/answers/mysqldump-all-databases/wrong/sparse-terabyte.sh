truncate -s 1T all.sql
