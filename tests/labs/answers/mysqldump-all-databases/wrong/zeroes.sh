truncate -s 200M all.sql
