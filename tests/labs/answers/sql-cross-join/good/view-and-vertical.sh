mariadb world -e "CREATE OR REPLACE VIEW sa AS SELECT * FROM country WHERE continent = 'South America';
SELECT h.name AS Home, g.name AS Guest, SUM(x.population) AS Inhabitants FROM sa h, sa g JOIN sa x
WHERE x.code IN (h.code, g.code) AND NOT h.code = g.code GROUP BY h.code, g.code\G"
