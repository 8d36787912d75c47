mysql mysql <<'SQL'
INSERT INTO global_priv VALUES ('127.0.0.1', 'app',
  JSON_OBJECT('access', 0, 'plugin', 'mysql_native_password', 'authentication_string', PASSWORD('s3cret$Pot')));
INSERT INTO db (Host, Db, User, Select_priv, Insert_priv, Update_priv) VALUES ('127.0.0.1', 'world', 'app', 'Y', 'Y', 'Y');
FLUSH PRIVILEGES;
SQL
