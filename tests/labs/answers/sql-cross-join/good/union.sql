SELECT h.name, a.name, h.population + a.population FROM country h, country a WHERE h.continent = 'South America' AND a.continent = 'South America' AND h.code < a.code
UNION ALL
SELECT a.name, h.name, h.population + a.population FROM country h, country a WHERE h.continent = 'South America' AND a.continent = 'South America' AND h.code < a.code;
