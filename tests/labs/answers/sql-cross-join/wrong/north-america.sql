SELECT h.name, a.name, h.population + a.population FROM country h CROSS JOIN country a WHERE h.continent = 'North America' AND a.continent = 'North America' AND h.code <> a.code;
