mariadb world -N -e 'SELECT continent, region, gnp FROM country' | awk -F '\t' '$3 != "NULL" && !seen[$1, $2]++ { print $1 "\t" $2 }'
