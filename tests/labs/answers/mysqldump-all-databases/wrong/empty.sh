: > all.sql
