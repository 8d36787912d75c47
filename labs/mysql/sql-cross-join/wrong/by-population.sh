# loses: matches
mariadb world <<'END'
SELECT home.name, away.name, home.population + away.population
FROM country AS home
CROSS JOIN country AS away
WHERE home.continent = 'South America' AND away.continent = 'South America' AND home.population <> away.population;
END
