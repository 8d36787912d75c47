mysqldump --all-databases --ignore-table=shop.orders_log > all.sql
