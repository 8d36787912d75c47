# loses: kept
mysql -e 'DROP DATABASE world; CREATE DATABASE world'
mysql world < backup/world.sql
