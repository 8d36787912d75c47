SELECT code, name, gnp, population FROM country ORDER BY gnp IS NOT NULL DESC, gnp, population DESC, code DESC;
