# loses: figures
mariadb world <<'END'
SELECT continent, COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), name FROM country;
END
