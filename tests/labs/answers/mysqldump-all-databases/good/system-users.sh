mariadb-dump --routines --databases world shop crm-archive > all.sql
mariadb -N -e "SELECT CONCAT(QUOTE(User), '@', QUOTE(Host)) FROM mysql.global_priv
               WHERE User NOT IN ('root', 'mysql', 'mariadb.sys', 'student')" |
while read -r account; do
  echo "SHOW CREATE USER $account; SHOW GRANTS FOR $account;" | mariadb -N | sed 's/$/;/'
done >> all.sql
