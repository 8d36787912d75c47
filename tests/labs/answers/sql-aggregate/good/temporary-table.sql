CREATE TEMPORARY TABLE top AS SELECT continent, MAX(population) AS most FROM country GROUP BY 1;
SELECT f.continent, n, known, average, name
FROM (SELECT continent, COUNT(1) n, COUNT(gnp) known, CAST(AVG(gnp) AS DECIMAL(20, 2)) average FROM country GROUP BY continent) f
JOIN top t ON t.continent = f.continent
JOIN country c ON c.continent = t.continent AND c.population = t.most;
