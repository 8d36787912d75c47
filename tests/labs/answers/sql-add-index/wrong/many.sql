ALTER TABLE visit ADD INDEX (city, day), ADD INDEX (day, city), ADD INDEX (city), ADD INDEX (day);
