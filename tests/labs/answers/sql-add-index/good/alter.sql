ALTER TABLE visit ADD INDEX (city, day);
