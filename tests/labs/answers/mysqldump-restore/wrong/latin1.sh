sed 's/utf8mb4/latin1/g' backup/world.sql | mysql world
