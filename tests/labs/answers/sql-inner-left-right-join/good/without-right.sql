SELECT 'inner', o.name, t.name, t.population FROM country o, city t WHERE o.code = t.countrycode;
SELECT 'left', o.name, t.name, t.population FROM country o LEFT JOIN city t ON o.code = t.countrycode;
SELECT 'right', o.name, t.name, t.population FROM city t LEFT JOIN country o ON o.code = t.countrycode;
