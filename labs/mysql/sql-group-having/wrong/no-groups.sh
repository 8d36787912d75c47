# loses: provinces
mariadb world <<'END'
SELECT district, population FROM city
WHERE countrycode = 'CHN' AND population < 1000000;
END
