SELECT DISTINCT region, continent FROM country WHERE gnp IS NOT NULL;
