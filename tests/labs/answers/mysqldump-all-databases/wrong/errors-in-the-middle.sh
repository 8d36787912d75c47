mysqldump -AR > all.sql; sed -i '40i SELECT * FROM nowhere.never;' all.sql
