mysql -N world -e 'SHOW FULL TABLES' | while read -r t kind; do
  [ "$t" = visit ] && continue
  case $kind in VIEW) mysql world -e "DROP VIEW $t" < /dev/null ;; *) mysql world -e "DROP TABLE \`$t\`" < /dev/null ;; esac
done
cat backup/world.sql | mysql world
