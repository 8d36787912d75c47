SELECT code, name, gnp, population FROM country ORDER BY gnp IS NULL, gnp, code DESC, population DESC;
