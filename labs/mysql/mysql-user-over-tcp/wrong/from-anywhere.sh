# loses: login grants others server
mysql <<'SQL'
CREATE USER app@'%' IDENTIFIED BY 's3cret$Pot';
GRANT SELECT, INSERT, UPDATE ON world.* TO app@'%';
SQL
