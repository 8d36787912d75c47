# loses: order
mariadb world <<'END'
SELECT code, name, gnp, population
FROM country
ORDER BY gnp IS NULL, gnp, population DESC, code;
END
