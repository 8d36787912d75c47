# From the dump of several, only what belongs to world.
mysql --one-database world < backup/all.sql
