# loses: order
mariadb world <<'END'
SELECT code, name, gnp, population FROM country;
END
