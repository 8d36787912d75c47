mariadb -N world -e 'SELECT continent, region FROM country WHERE gnp IS NOT NULL' | sort -u
