# loses: order
mariadb world <<'END'
SELECT code, name, gnp, population
FROM country
WHERE gnp IS NOT NULL
ORDER BY gnp IS NULL, gnp, population DESC, code DESC;
END
