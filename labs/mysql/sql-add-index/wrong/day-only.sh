# loses: used one rest server
mysql world -e 'ALTER TABLE visit ADD INDEX (day)'
