ALTER TABLE visit ADD month INT AS (MONTH(day)) PERSISTENT; CREATE INDEX i ON visit (city, month);
