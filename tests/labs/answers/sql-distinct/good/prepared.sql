SET @rows = 'SELECT DISTINCT continent, region FROM country WHERE gnp IS NOT NULL';
PREPARE combinations FROM @rows;
EXECUTE combinations;
DEALLOCATE PREPARE combinations;
