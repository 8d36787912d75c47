# loses: combinations
mariadb world <<'END'
SELECT DISTINCT continent, region
FROM country
WHERE gnp <> NULL;
END
