SELECT h.name, a.name, h.population + a.population FROM country h CROSS JOIN country a WHERE h.continent = 'South America' AND a.continent = 'South America' AND h.population < a.population;
