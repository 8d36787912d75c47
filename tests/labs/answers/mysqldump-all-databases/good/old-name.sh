mysqldump -A -R -E --triggers > ~/all.sql
