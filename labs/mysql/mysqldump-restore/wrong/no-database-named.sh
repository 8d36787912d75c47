# loses: restored kept others server
mysql < backup/world.sql
