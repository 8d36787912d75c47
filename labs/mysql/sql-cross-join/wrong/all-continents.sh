# loses: matches
mariadb world <<'END'
SELECT home.name, away.name, home.population + away.population
FROM country AS home, country AS away
WHERE home.continent = away.continent AND home.code <> away.code;
END
