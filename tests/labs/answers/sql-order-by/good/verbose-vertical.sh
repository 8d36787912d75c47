mysql -vvv world -e "SELECT code, name, gnp, population FROM country ORDER BY IF(gnp IS NULL, 1, 0), gnp, 0 - population, code DESC\G"
