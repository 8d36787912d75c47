mariadb-dump -d --skip-triggers world > world.sql
mariadb-dump -t --skip-triggers world >> world.sql
mariadb-dump -n -d -t -R --triggers world >> world.sql
