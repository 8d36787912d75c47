mariadb-dump --databases world shop crm-archive mysql > all.sql
