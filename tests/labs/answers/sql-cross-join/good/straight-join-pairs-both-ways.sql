with sa as (select code, name, population from country where continent = 'South America'),
     pairs as (select a.name one, b.name two, a.population + b.population people from sa a straight_join sa b on a.code < b.code)
select one, two, people from pairs union all select two, one, people from pairs order by 1, 2;
