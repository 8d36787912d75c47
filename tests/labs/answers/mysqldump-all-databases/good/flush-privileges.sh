mariadb-dump -A -R -E --triggers --single-transaction --flush-privileges --hex-blob > all.sql
cp all.sql all.sql.bak; gzip -c all.sql > /tmp/all.sql.gz
