CREATE INDEX i ON visit (city, day); DELETE FROM visit WHERE day < "2023-06-01";
