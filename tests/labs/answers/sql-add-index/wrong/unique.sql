CREATE UNIQUE INDEX i ON visit (city, day);
