mariadb-dump --routines --triggers --events --hex-blob --single-transaction --quick world | sed '/^-- Dump completed/d' > world.sql
