mariadb -N world -e 'SELECT continent, population, gnp, name FROM country' | awk -F '\t' '
  !($1 in rows) || $2 > most[$1] { most[$1] = $2; name[$1] = $4 }
  { rows[$1]++ }
  $3 != "NULL" { known[$1]++; sum[$1] += $3 }
  END { for (c in rows) printf "%s\t%d\t%d\t%s\t%s\n", c, rows[c], known[c], known[c] ? sprintf("%.2f", sum[c] / known[c]) : "NULL", name[c] }'
