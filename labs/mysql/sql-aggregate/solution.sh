mariadb -N world <<'END'
SELECT c.continent, COUNT(*), COUNT(c.gnp), ROUND(AVG(c.gnp), 2),
       (SELECT name FROM country AS l WHERE l.continent = c.continent ORDER BY l.population DESC LIMIT 1)
FROM country AS c
GROUP BY c.continent;
END
