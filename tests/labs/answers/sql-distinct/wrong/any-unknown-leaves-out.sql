SELECT continent, region FROM country GROUP BY 1, 2 HAVING COUNT(*) = COUNT(gnp);
