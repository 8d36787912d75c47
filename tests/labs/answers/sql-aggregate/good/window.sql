WITH r AS (SELECT *, RANK() OVER (PARTITION BY continent ORDER BY population DESC) AS place FROM country)
SELECT continent, COUNT(*), SUM(gnp IS NOT NULL), ROUND(SUM(gnp) / COUNT(gnp), 2), MAX(CASE WHEN place = 1 THEN name END) FROM r GROUP BY continent;
