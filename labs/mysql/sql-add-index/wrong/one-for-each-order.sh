# loses: one
mysql world -e 'CREATE INDEX a ON visit (city, day); CREATE INDEX b ON visit (day, city)'
