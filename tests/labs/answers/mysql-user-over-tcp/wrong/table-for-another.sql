GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot'; GRANT SELECT ON world.city TO shop@localhost;
