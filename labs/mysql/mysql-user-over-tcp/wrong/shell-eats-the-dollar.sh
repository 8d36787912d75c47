# loses: login grants others server
mysql -e "CREATE USER app@127.0.0.1 IDENTIFIED BY 's3cret$Pot'; GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1"
