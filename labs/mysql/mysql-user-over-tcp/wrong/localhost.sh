# loses: login grants others server
mysql <<'SQL'
CREATE USER app@localhost IDENTIFIED BY 's3cret$Pot';
GRANT SELECT, INSERT, UPDATE ON world.* TO app@localhost;
SQL
