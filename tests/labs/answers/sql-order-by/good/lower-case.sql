select code, name, gnp, population from country order by gnp is null, gnp, population desc, code desc
