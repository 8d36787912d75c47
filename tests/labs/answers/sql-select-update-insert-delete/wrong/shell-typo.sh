mysql world -e 'UPDATE city SET population = COALESCE(population, 0) + 1000 WHERE countrycode = 'POL''
