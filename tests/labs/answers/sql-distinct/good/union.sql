SELECT continent, region FROM country WHERE gnp > 0 UNION SELECT continent, region FROM country WHERE gnp <= 0;
