set -e
mysqldump --no-data --skip-triggers world > /tmp/schema
mysqldump --no-create-info --skip-triggers world > /tmp/rows
mysqldump --no-create-info --no-data --routines --triggers world > /tmp/code
cat /tmp/schema /tmp/rows /tmp/code > world.sql
