(SELECT h.name, a.name, h.population + a.population FROM country h CROSS JOIN country a WHERE h.continent = 'South America' AND a.continent = 'South America' AND h.code <> a.code AND h.code < a.code)
UNION
(SELECT h.name, a.name, h.population + a.population FROM country h CROSS JOIN country a WHERE h.continent = 'South America' AND a.continent = 'South America' AND h.code <> a.code AND h.code > a.code);
