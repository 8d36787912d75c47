mariadb -N world -e "SELECT district, population FROM city WHERE countrycode = 'CHN'" |
  awk -F'\t' '{ sum[$1] += $2 } END { for (d in sum) if (sum[d] < 1000000) print d "\t" sum[d] }'
