SELECT DISTINCT continent, region FROM country WHERE gnp;
