# loses: inner left right
mariadb world <<'END'
SELECT 'inner', country.name, city.name, city.population FROM country, city;
END
