GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot'; CREATE TABLE world.mine (i INT); DROP TABLE shop.orders;
