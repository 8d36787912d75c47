mysql world -e "select district, sum(population) s from city where countrycode='CHN' and population < 1000000 group by 1"
