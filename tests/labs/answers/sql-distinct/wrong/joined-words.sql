SELECT DISTINCT CONCAT(continent, ' ', region) FROM country WHERE gnp IS NOT NULL;
