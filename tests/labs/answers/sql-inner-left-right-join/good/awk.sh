{ mariadb -N world -e 'SELECT code, name FROM country'; mariadb -N world -e 'SELECT UPPER(countrycode), name, population FROM city'; } | awk -F '\t' -v OFS='\t' '
  NF == 2 { country[$1] = $2; next }
  { seen[$1] = 1 }
  $1 in country { print "inner", country[$1], $2, $3; print "left", country[$1], $2, $3; print "right", country[$1], $2, $3; next }
  { print "right", "NULL", $2, $3 }
  END { for (c in country) if (!(c in seen)) print "left", country[c], "NULL", "NULL" }'
