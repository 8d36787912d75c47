SELECT DISTINCT UPPER(continent), UPPER(region) FROM country WHERE gnp IS NOT NULL;
