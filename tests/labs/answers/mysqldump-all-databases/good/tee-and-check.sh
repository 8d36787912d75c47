mysqldump -A --routines --skip-extended-insert --hex-blob --default-character-set=utf8mb4 | tee all.sql | tail -n 1 | grep -q 'Dump completed'
cp all.sql backup-of-all.sql
