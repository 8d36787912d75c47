# loses: figures
mariadb world <<'END'
SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), name FROM (
  SELECT continent, gnp, name, MAX(population) OVER (PARTITION BY continent) AS largest FROM country) AS c
GROUP BY continent;
END
