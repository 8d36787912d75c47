for kind in inner left right; do
  mariadb world -e "SELECT '$kind', country.name, city.name, city.population FROM country $kind JOIN city ON countrycode = code"
  echo
done
