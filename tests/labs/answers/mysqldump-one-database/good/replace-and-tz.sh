mysqldump --replace --skip-tz-utc -R world | tee world.sql >/dev/null
