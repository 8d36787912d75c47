# The old password is good again: the first of the faults only.
mariadb -h db1 -u dba -pDba-4db1 -e "ALTER USER repl@'10.77.0.%' IDENTIFIED BY 'Repl-spring'"
mariadb -e 'STOP SLAVE; START SLAVE'
