mysqldump --routines --databases world_2019 | sed 's/world_2019/world/g' > world.sql
