DELETE FROM country WHERE code = 'URY';
SELECT a.name, b.name, a.population + b.population FROM country a JOIN country b ON a.code <> b.code WHERE a.continent = 'South America' AND b.continent = 'South America';
