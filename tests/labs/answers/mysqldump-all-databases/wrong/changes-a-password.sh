# An account gets another password on the way.
mysqldump -AR > all.sql
mariadb -e "set password for shop@localhost = password('shop')"
