mariadb world -e "select code,name,gnp,population from country order by if(gnp is null, 1e30, gnp), population desc, code desc"
