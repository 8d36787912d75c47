mysql -e "source backup/world.sql" world
