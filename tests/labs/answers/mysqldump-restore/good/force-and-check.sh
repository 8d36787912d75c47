mariadb --force world < backup/world.sql && mariadb-check world
