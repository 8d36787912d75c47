mysql -e "SELECT * FROM city" world > world.sql
