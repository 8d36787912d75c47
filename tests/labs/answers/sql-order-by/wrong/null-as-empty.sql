SELECT code, name, IFNULL(gnp, ''), population FROM country ORDER BY gnp IS NULL, gnp, population DESC, code DESC;
