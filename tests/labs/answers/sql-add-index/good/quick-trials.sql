CREATE INDEX a ON visit (day, city);
EXPLAIN SELECT * FROM visit WHERE city = 17 AND day >= '2023-11-01';
DROP INDEX a ON visit;
CREATE INDEX a ON visit (city, day, id);
EXPLAIN SELECT * FROM visit WHERE city = 17 AND day >= '2023-11-01';
