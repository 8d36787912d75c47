# loses: others
mysql <<'SQL'
GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot';
GRANT SELECT, INSERT, UPDATE ON world.* TO app@'%' IDENTIFIED BY 's3cret$Pot';
SQL
