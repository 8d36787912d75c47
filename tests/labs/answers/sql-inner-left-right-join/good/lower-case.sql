select 'inner', country.name, city.name, city.population
from country inner join city on city.countrycode = country.code;
select 'left', country.name, city.name, city.population
from country left join city on city.countrycode = country.code;
select 'right', country.name, city.name, city.population
from country right join city on city.countrycode = country.code;
