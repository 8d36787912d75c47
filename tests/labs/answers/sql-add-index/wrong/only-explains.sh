mysql world -e "EXPLAIN SELECT * FROM visit WHERE city = 17 AND day >= '2023-11-01'"
