declare -A total
while IFS=$'\t' read -r d p; do total[$d]=$((${total[$d]:-0} + p)); done < <(mysql -sN -D world -e "select district, population from city where countrycode = 'chn'")
for d in "${!total[@]}"; do ((total[$d] < 1000000)) && printf '%s\t%d\n' "$d" "${total[$d]}"; done
exit 0
