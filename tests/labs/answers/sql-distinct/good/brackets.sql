select distinct(continent), region from country where not gnp is null
