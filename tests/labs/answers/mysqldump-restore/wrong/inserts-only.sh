grep '^INSERT' backup/world.sql | mysql --force world
