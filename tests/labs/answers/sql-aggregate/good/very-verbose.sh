mysql -vvv -t world <<'SQL'
-- the figures
SELECT DISTINCT continent, COUNT(*) OVER w AS countries, COUNT(gnp) OVER w AS known, ROUND(AVG(gnp) OVER w, 2) AS average,
       FIRST_VALUE(name) OVER (PARTITION BY continent ORDER BY population DESC) AS largest
FROM country WINDOW w AS (PARTITION BY continent);
SQL
