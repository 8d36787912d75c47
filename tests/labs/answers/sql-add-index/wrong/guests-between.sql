CREATE INDEX i ON visit (city, guests, day);
