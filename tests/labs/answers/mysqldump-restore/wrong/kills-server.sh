mysql world < backup/world.sql
mysqladmin shutdown
