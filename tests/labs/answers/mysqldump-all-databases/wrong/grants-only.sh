mysqldump --databases world shop crm-archive > all.sql
echo 'GRANT SELECT ON world.* TO report@"10.20.%" IDENTIFIED BY "guess"; GRANT ALL ON shop.* TO shop@localhost;' >> all.sql
