mariadb --init-command='SET FOREIGN_KEY_CHECKS=0' -o world < ~/backup/world.sql
