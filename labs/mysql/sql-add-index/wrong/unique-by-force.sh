# loses: rest
mysql world -e 'ALTER IGNORE TABLE visit ADD UNIQUE INDEX (city, day)'
