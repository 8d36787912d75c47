SELECT continent, COUNT(code), SUM(IF(gnp IS NULL, 0, 1)), ROUND(AVG(gnp), 2), SUBSTRING_INDEX(GROUP_CONCAT(name ORDER BY population DESC SEPARATOR '|'), '|', 1) FROM country GROUP BY continent;
