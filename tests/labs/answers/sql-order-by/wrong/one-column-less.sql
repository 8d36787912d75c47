SELECT code, name, gnp FROM country ORDER BY gnp IS NULL, gnp, population DESC, code DESC;
