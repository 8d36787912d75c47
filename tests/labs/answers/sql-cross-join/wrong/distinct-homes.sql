SELECT DISTINCT h.name, h.name, h.population FROM country h WHERE continent = 'South America';
