while IFS= read -r database; do
  mysqldump --routines --databases "$database"
done > all.sql < <(mariadb -N -B -e 'SHOW DATABASES WHERE `Database` NOT IN ("information_schema", "performance_schema", "sys")')
