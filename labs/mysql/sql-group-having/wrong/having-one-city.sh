# loses: provinces
mariadb world <<'END'
SELECT district, SUM(population)
FROM city
WHERE countrycode = 'CHN'
GROUP BY district
HAVING MIN(population) < 1000000;
END
