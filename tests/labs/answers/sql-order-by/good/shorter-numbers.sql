SELECT code, name, gnp + 0e0, population FROM country ORDER BY gnp IS NULL, gnp, population DESC, code DESC;
