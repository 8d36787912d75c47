mysql mysql <<'SQL'
INSERT INTO global_priv VALUES ('127.0.0.1', 'app',
  JSON_OBJECT('access', 0, 'plugin', 'mysql_native_password', 'authentication_string', PASSWORD('s3cret$Pot')));
SQL
