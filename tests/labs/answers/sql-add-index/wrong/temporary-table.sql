CREATE TEMPORARY TABLE visit2 LIKE visit; CREATE INDEX i ON visit2 (city, day);
