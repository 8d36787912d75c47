# loses: combinations
mariadb world <<'END'
SELECT DISTINCT region
FROM country
WHERE gnp IS NOT NULL;
END
