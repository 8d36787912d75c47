{ mysqldump -R world; echo "GRANT ALL ON *.* TO me@localhost IDENTIFIED BY 'x';"; } > world.sql
