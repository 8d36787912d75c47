tables=$(mysql -N -e "SELECT table_name FROM information_schema.tables WHERE table_schema = 'world' AND table_type = 'BASE TABLE'")
{
  mysqldump world $tables
  mysqldump --no-data --skip-triggers world large_city
  mysqldump --routines --no-create-info --no-data --skip-triggers world
} > world.sql
