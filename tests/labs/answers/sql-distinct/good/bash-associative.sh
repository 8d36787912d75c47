declare -A seen
while IFS=$'\t' read -r continent region gnp; do
  [[ $gnp == NULL || ${seen["$continent/$region"]+x} ]] && continue
  seen["$continent/$region"]=1
  printf '%s\t%s\n' "$continent" "$region"
done < <(mariadb world -BN <<< 'TABLE country' 2> /dev/null || mariadb world -BN <<< 'SELECT continent, region, gnp FROM country')
