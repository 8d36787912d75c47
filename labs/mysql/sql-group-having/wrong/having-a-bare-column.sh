# loses: provinces
mariadb world <<'END'
SELECT district, SUM(population), population
FROM city
WHERE countrycode = 'CHN'
GROUP BY district
HAVING population < 1000000;
END
