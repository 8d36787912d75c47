# loses: others
mariadb <<'SQL'
CREATE USER app@127.0.0.1 IDENTIFIED BY 's3cret$Pot';
GRANT SELECT, INSERT, UPDATE ON world.* TO app@127.0.0.1;
GRANT SELECT ON world.city TO shop@localhost;
SQL
