# loses: accounts
mysqldump --routines --databases world shop crm-archive > all.sql
