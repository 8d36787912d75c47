UPDATE country SET gnp = 0 WHERE gnp IS NULL;
SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), (SELECT name FROM country l WHERE l.continent = c.continent ORDER BY population DESC LIMIT 1) FROM country c GROUP BY continent;
