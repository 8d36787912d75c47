SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp)), (SELECT name FROM country l WHERE l.continent = c.continent ORDER BY population DESC LIMIT 1) FROM country c GROUP BY continent;
