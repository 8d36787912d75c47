SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), (SELECT name FROM country ORDER BY population DESC LIMIT 1) FROM country c GROUP BY continent;
