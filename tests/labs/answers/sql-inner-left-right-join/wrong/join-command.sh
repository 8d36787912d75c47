mariadb -N world -e 'SELECT code, name FROM country' | sort > a
mariadb -N world -e 'SELECT countrycode, name, population FROM city' | sort > b
join -t $'\t' -o 1.2,2.2,2.3 a b | sed 's/^/inner\t/'
join -t $'\t' -a 1 -e NULL -o 1.2,2.2,2.3 a b | sed 's/^/left\t/'
join -t $'\t' -a 2 -e NULL -o 1.2,2.2,2.3 a b | sed 's/^/right\t/'
