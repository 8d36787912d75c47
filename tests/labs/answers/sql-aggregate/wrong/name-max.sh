mysql world -e "select continent, count(*), count(gnp), round(avg(gnp),2), max(name) from country c group by continent"
