# loses: login grants others server
mysql <<'SQL'
CREATE USER app@127.0.0.1 IDENTIFIED BY 's3cret$Pot';
SQL
