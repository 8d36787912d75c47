mysql -u student world < ~/backup/world.sql
