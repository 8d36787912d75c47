mysqladmin -f drop world
mysqladmin create world
mysql world < backup/world.sql
