mysql -e "create user 'app'@'127.0.0.1' identified by 's3cret\$Pot'"
mysql -e "grant select on world.* to 'app'@'127.0.0.1'"
mysql -e "grant insert, update on \`world\`.* to 'app'@'127.0.0.1'; flush privileges"
