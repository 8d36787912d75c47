# loses: others
mysql <<'SQL'
RENAME USER app@'10.20.%' TO app@127.0.0.1;
SET PASSWORD FOR app@127.0.0.1 = PASSWORD('s3cret$Pot');
GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1;
SQL
