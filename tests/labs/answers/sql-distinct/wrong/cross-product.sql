SELECT a.continent, b.region FROM (SELECT DISTINCT continent FROM country) a, (SELECT DISTINCT region FROM country WHERE gnp IS NOT NULL) b;
