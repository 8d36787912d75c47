SELECT code, name, gnp, population FROM country ORDER BY gnp IS NULL ASC, 3 ASC, 4 DESC, 1 DESC;
