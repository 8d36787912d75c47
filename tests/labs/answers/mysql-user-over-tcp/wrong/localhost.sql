GRANT SELECT, INSERT, UPDATE ON world.* TO app@localhost IDENTIFIED BY 's3cret$Pot';
