mariadb world -N -e 'SELECT code, name, gnp, population FROM country' |
  awk -F'\t' '{ print ($3 == "NULL") "\t" ($3 + 0) "\t" $0 }' |
  LC_ALL=C sort -t $'\t' -k 1,1n -k 2,2g -k 6,6nr -k 3,3r | cut -f 3-
