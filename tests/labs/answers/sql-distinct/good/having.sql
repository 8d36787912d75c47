SELECT continent, region FROM country GROUP BY continent, region HAVING COUNT(gnp) > 0;
