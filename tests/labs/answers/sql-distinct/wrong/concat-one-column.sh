mariadb world -e "select distinct concat(continent, ' ', region) from country where gnp is not null"
