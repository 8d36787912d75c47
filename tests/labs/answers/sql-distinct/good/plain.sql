SELECT DISTINCT continent, region
FROM country
WHERE gnp IS NOT NULL;
