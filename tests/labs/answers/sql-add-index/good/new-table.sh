mysql world <<'SQL'
CREATE TABLE new LIKE visit;
ALTER TABLE new ADD INDEX i (city, day);
INSERT INTO new SELECT * FROM visit;
DROP TABLE visit;
RENAME TABLE new TO visit;
SQL
