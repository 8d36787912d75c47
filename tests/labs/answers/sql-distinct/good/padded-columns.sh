mysql -N world -e 'SELECT continent, region, gnp FROM country' | awk -F'\t' '$3 != "NULL" && !seen[$1, $2]++ { printf "| %-20s | %-30s |\n", $1, $2 }'
