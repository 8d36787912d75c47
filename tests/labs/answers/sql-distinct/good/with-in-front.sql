WITH known AS (SELECT continent, region FROM country WHERE gnp IS NOT NULL) SELECT DISTINCT * FROM known;
