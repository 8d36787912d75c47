SELECT s.continent, s.countries, s.known, s.average, c.name
FROM (SELECT continent, COUNT(*) AS countries, COUNT(gnp) AS known, ROUND(AVG(gnp), 2) AS average, MAX(population) AS largest FROM country GROUP BY continent) AS s
JOIN country AS c ON c.continent = s.continent AND c.population = s.largest
ORDER BY s.continent;
