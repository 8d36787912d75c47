mariadb -N world -e 'select continent, region, gnp from country' | awk -F'\t' '$3 != "NULL" && !s[$1,$2]++ {print $1 "\t" $2}'
