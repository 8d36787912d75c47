SELECT continent, region FROM country WHERE gnp >= 0 INTERSECT SELECT continent, region FROM country;
