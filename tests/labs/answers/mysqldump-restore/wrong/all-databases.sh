mysql < backup/all.sql
