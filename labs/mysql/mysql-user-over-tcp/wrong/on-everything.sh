# loses: grants
mysql <<'SQL'
GRANT SELECT, INSERT, UPDATE ON *.* TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot';
SQL
