CREATE USER `app`@`127.0.0.1` IDENTIFIED VIA mysql_native_password USING PASSWORD('s3cret$Pot');
GRANT SELECT ON `world`.* TO `app`@`127.0.0.1`;
GRANT INSERT ON `world`.* TO `app`@`127.0.0.1`;
GRANT UPDATE ON `world`.* TO `app`@`127.0.0.1`;
SHOW GRANTS FOR `app`@`127.0.0.1`;
