SELECT code, name, gnp, population FROM country ORDER BY gnp IS NULL, gnp, population, code DESC;
