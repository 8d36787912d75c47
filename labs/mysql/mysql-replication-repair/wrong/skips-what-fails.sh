# loses: same
# Yes and Yes, on other data.
sed -i 's/^server-id.*/server-id = 2/' /etc/mysql/mariadb.conf.d/99-replica.cnf
systemctl restart mariadb
mariadb -e "STOP SLAVE; CHANGE MASTER TO MASTER_PASSWORD = 'Repl-autumn'"
mariadb -e 'START SLAVE'
status() { mariadb -e 'SHOW SLAVE STATUS\G'; }
until status | grep -q 'Seconds_Behind_Master: 0'; do
  if status | grep -q 'Slave_SQL_Running: No'; then
    mariadb -e 'STOP SLAVE; SET GLOBAL sql_slave_skip_counter = 1; START SLAVE'
  fi
  sleep 0.2
done
