SELECT h.name, a.name, h.population + a.population FROM country h JOIN country a USING (continent) WHERE continent = 'South America' AND NOT h.code = a.code
