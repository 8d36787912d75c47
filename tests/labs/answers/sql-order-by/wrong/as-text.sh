mariadb world -e "select code,name,gnp,population from country order by gnp is null, cast(gnp as char), population desc, code desc"
