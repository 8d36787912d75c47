mysqldump --routines world | sed '/^-- Dumping routines/,$d' > world.sql
