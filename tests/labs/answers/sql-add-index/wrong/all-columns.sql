CREATE INDEX i ON visit (id, city, day, guests);
