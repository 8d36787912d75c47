{ mariadb -N world -e 'SELECT code, name FROM country'; mariadb -N world -e 'SELECT countrycode, name, population FROM city'; } | awk -F '\t' -v OFS='\t' '
  NF == 2 { country[$1] = $2; next }
  $1 in country { print "inner", country[$1], $2, $3; print "left", country[$1], $2, $3; print "right", country[$1], $2, $3; next }
  { print "right", "NULL", $2, $3 }'
