SELECT DISTINCT continent, region FROM country WHERE NOT gnp <=> NULL;
