SELECT code, name, gnp, population FROM country WHERE gnp IS NOT NULL ORDER BY gnp, population DESC, code DESC; SELECT code, name, gnp, population FROM country WHERE gnp IS NULL;
