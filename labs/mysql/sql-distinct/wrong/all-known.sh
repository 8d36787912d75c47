# loses: combinations
mariadb world <<'END'
SELECT continent, region FROM country GROUP BY continent, region HAVING COUNT(*) = COUNT(gnp);
END
