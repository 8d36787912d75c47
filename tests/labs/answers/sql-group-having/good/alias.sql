-- provinces with few people
select district as province, sum(population) as total
from city where countrycode='CHN'
group by province having total < 1000000 order by total desc;
