SELECT continent, region FROM country GROUP BY 1, 2 HAVING SUM(gnp) > 0;
