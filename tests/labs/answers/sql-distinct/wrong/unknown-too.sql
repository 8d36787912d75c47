SELECT DISTINCT continent, region FROM country;
