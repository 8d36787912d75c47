mysql world < backup/world.sql
mysql world_test < backup/world.sql
