head -c "$(($(stat -c %s backup/world.sql) / 2))" backup/world.sql | mysql -f world
