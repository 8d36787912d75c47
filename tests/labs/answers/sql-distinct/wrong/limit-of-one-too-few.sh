mariadb -N world -e "SELECT DISTINCT continent, region FROM country WHERE gnp IS NOT NULL" | tail -n +2
