# loses: provinces
mariadb world <<'END'
SELECT district, SUM(population) FROM city
WHERE countrycode = 'CHN' AND population < 1000000
GROUP BY district
HAVING SUM(population) < 1000000;
END
