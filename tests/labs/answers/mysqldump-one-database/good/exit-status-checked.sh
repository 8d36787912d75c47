dump() { command mysqldump --single-transaction -R -- "$1"; }
if dump world > world.sql.new; then mv world.sql.new world.sql; else exit 1; fi
grep -c '^INSERT' world.sql
