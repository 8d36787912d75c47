tar -cf all.sql /var/lib/mysql 2> /dev/null
