SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2) FROM country GROUP BY continent;
