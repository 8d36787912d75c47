# loses: provinces
mariadb world <<'END'
SELECT district, AVG(population)
FROM city
WHERE countrycode = 'CHN'
GROUP BY district
HAVING AVG(population) < 1000000;
END
