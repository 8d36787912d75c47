mariadb world -e "select code,name,ifnull(gnp,0),population from country order by gnp is null, gnp, population desc, code desc"
