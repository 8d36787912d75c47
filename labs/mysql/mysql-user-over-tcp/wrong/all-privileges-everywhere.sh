# loses: grants
mysql <<'SQL'
GRANT ALL PRIVILEGES ON *.* TO app@127.0.0.1 IDENTIFIED BY 's3cret$Pot';
SQL
