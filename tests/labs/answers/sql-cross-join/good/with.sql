with s as (select * from country where continent = 'South America')
select h.name, a.name, h.population + a.population from s h cross join s a where h.name <> a.name;
