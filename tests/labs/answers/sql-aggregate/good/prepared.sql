SET @q = 'SELECT continent, COUNT(*), SUM(gnp IS NOT NULL), ROUND(SUM(gnp) / COUNT(gnp), 2), SUBSTRING_INDEX(GROUP_CONCAT(name ORDER BY population DESC SEPARATOR ''|''), ''|'', 1) FROM country GROUP BY continent';
PREPARE figures FROM @q;
EXECUTE figures;
