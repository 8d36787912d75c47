SELECT code, name, gnp, population FROM country ORDER BY gnp IS NULL, CAST(gnp AS CHAR), population DESC, code DESC;
