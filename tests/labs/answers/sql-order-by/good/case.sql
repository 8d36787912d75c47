SELECT code, name, gnp, population FROM country ORDER BY CASE WHEN gnp IS NULL THEN 1 ELSE 0 END, gnp, population DESC, code DESC;
