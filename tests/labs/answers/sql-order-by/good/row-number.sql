SELECT code, name, gnp, population FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY ISNULL(gnp), gnp ASC, population DESC, code DESC) AS place FROM country) ranked ORDER BY place;
