mysql -t world <<< "SELECT code, name, gnp, population FROM country ORDER BY gnp IS NULL, gnp, population DESC, code DESC"
