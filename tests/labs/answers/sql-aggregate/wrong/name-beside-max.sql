SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), name FROM country GROUP BY continent HAVING MAX(population);
