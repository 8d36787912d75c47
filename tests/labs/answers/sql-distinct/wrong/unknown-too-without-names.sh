mariadb -N world -e "SELECT DISTINCT continent, region FROM country"
