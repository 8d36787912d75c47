# loses: combinations
mariadb world <<'END'
SELECT continent, region FROM country WHERE gnp IS NOT NULL GROUP BY continent;
END
