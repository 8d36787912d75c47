# loses: matches
mariadb world <<'END'
SELECT home.name, away.name, home.population + away.population
FROM country AS home
JOIN country AS away ON home.code = away.code
WHERE home.continent = 'South America' AND away.continent = 'South America' AND home.code <> away.code;
END
