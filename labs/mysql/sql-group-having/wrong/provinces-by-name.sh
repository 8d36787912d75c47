# loses: provinces
mariadb world <<'END'
SELECT district, SUM(population) FROM city
WHERE district IN (SELECT district FROM city WHERE countrycode = 'CHN')
GROUP BY district HAVING SUM(population) < 1000000;
END
