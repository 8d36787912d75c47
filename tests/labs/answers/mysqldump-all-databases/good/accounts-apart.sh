mysqldump --databases world shop crm-archive --routines > data.sql
mysqldump --insert-ignore --no-create-info mysql global_priv db tables_priv columns_priv procs_priv proxies_priv roles_mapping > accounts.sql
{ cat data.sql; echo 'USE mysql;'; cat accounts.sql; } > all.sql
