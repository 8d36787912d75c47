set -o pipefail
mariadb-dump --routines --lock-tables --compress --tz-utc world | gzip -c | gunzip -c > world.sql
