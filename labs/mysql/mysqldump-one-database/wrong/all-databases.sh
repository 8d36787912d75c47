# loses: only
mysqldump --routines --databases world world_2019 > world.sql
