ALTER TABLE visit ADD INDEX (city), ADD INDEX (day);
