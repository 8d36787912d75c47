hash=$(mysql -N -e "SELECT PASSWORD('s3cret\$Pot')")
mysql -e "CREATE USER app@127.0.0.1 IDENTIFIED BY PASSWORD '$hash'"
mysql -e 'GRANT UPDATE, INSERT, SELECT ON world.* TO app@127.0.0.1'
