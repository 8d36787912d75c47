cat > /tmp/my.cnf <<'EOF'
[mysqldump]
routines
events
triggers
skip-dump-date
result-file=world.sql
EOF
mysqldump --defaults-extra-file=/tmp/my.cnf world
