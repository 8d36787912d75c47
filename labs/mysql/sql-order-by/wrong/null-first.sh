# loses: order
mariadb world <<'END'
SELECT code, name, gnp, population
FROM country
ORDER BY gnp, population DESC, code DESC;
END
