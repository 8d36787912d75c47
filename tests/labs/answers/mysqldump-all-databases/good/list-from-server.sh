mysql -N -e 'SHOW DATABASES' | grep -vx -e information_schema -e performance_schema -e sys |
  xargs mysqldump --routines --databases > all.sql
