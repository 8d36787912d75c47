printf '%s;\n' 'CREATE USER IF NOT EXISTS `app`@`127.0.0.1`' \
  "SET PASSWORD FOR app@127.0.0.1 = PASSWORD('s3cret\$Pot')" \
  "GRANT SELECT,INSERT,UPDATE ON world.* TO app@127.0.0.1" | mariadb
mariadb -h 127.0.0.1 -u app -p's3cret$Pot' world -e 'SELECT COUNT(*) FROM city'
