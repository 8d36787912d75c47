sed '/^DROP/d' backup/world.sql | mariadb -f world
