SELECT code, name, IFNULL(gnp, 0), population FROM country ORDER BY gnp IS NULL, gnp, population DESC, code DESC;
