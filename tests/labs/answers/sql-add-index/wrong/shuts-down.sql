CREATE INDEX i ON visit (city, day); SHUTDOWN;
