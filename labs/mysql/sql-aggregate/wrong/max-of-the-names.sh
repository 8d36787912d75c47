# loses: figures
mariadb world <<'END'
SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), MAX(name) FROM country GROUP BY continent;
END
