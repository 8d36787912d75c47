SELECT continent, region, COUNT(*) FROM country WHERE gnp IS NOT NULL GROUP BY continent, region;
