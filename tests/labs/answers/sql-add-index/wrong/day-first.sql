CREATE INDEX i ON visit (day, city);
