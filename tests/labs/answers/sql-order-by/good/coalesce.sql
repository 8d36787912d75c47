SELECT code, name, gnp, population FROM country ORDER BY COALESCE(gnp, 9999999999), population DESC, code DESC;
