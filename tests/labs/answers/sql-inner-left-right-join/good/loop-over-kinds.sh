for kind in inner left right; do
  printf "SELECT '%s', country.name, city.name, city.population FROM country %s JOIN city ON countrycode = code;\n" $kind $kind
done | mysql -t world
