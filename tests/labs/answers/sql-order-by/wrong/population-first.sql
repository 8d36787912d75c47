SELECT code, name, gnp, population FROM country ORDER BY population DESC, gnp IS NULL, gnp, code DESC;
