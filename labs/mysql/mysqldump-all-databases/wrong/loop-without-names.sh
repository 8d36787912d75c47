# loses: tables code accounts unharmed
for database in $(mysql -N -e 'SHOW DATABASES' | grep -v _schema); do
  mysqldump "$database"
done > all.sql
