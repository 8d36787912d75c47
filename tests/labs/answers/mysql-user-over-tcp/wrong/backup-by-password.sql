GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot'; ALTER USER backup@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('open');
