# loses: others
mysql -e 'CREATE DATABASE restored'
mysql restored < backup/all.sql
mysql -e 'DROP DATABASE restored'
