CREATE INDEX i ON visit (city, day); CREATE INDEX p ON city (population);
