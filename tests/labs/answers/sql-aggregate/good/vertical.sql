SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), (SELECT name FROM country l WHERE l.continent = country.continent ORDER BY population DESC LIMIT 1) FROM country GROUP BY continent\G
