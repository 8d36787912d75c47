mapfile -t rows < <(mariadb -N world -e "SELECT name, population FROM country WHERE continent = 'South America'")
for home in "${rows[@]}"; do
  for away in "${rows[@]}"; do
    [ "$home" = "$away" ] || printf '%s\t%s\t%d\n' "${home%$'\t'*}" "${away%$'\t'*}" $((${home##*$'\t'} + ${away##*$'\t'}))
  done
done
