# loses: order
mariadb world <<'END'
SELECT code, name, gnp, population
FROM country
ORDER BY gnp DESC, population DESC, code;
END
