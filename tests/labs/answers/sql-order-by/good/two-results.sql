SELECT code, name, gnp, population FROM country WHERE gnp IS NOT NULL ORDER BY gnp, population DESC, code DESC\G
SELECT code, name, gnp, population FROM country WHERE gnp IS NULL ORDER BY population DESC, code DESC\G
