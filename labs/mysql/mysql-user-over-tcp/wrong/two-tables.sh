# loses: grants
mysql <<'SQL'
GRANT SELECT, INSERT, UPDATE ON world.city TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot';
GRANT SELECT, INSERT, UPDATE ON world.country TO app@127.0.0.1;
SQL
