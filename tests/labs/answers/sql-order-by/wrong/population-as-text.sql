SELECT code, name, gnp, population FROM country ORDER BY gnp IS NULL, gnp, CONCAT(population, '') DESC, code DESC;
