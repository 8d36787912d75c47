select district, sum(population) from city where countrycode = 'chn' group by district having sum(population) < 1000000;
