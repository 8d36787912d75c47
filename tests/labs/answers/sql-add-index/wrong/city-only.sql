CREATE INDEX i ON visit (city);
