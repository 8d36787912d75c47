# loses: restored kept others server
mysql world_test < backup/world.sql
