mariadb -N world -e "SELECT 'Asia', 'Atlantis' UNION ALL SELECT DISTINCT continent, region FROM country WHERE gnp IS NOT NULL"
