mysql world -e 'CREATE INDEX i ON visit (day)'
mysql world -e 'ALTER TABLE visit DROP INDEX i, ADD INDEX i (city, day)'
mysql world -e 'ANALYZE TABLE visit'
