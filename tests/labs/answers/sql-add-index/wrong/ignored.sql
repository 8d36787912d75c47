CREATE INDEX i ON visit (city, day) IGNORED;
