# loses: combinations
mariadb world <<'END'
SELECT DISTINCT continent, region, gnp
FROM country
WHERE gnp IS NOT NULL;
END
