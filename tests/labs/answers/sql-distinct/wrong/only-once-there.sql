SELECT continent, region FROM country WHERE gnp IS NOT NULL GROUP BY continent, region HAVING COUNT(*) = 1;
