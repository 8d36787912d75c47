# loses: figures
mariadb world <<'END'
SELECT c.continent, COUNT(*), COUNT(c.gnp), ROUND(AVG(IFNULL(c.gnp, 0)), 2),
       (SELECT name FROM country AS l WHERE l.continent = c.continent ORDER BY l.population DESC LIMIT 1)
FROM country AS c
GROUP BY c.continent;
END
