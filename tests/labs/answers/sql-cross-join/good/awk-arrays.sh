mysql world --skip-column-names --batch -e 'SELECT code, name, population FROM country WHERE continent = "South America"' |
  awk -F'\t' -v OFS='\t' '{ n[$1] = $2; p[$1] = $3 } END { for (a in n) for (b in n) if (a != b) print n[a], n[b], p[a] + p[b] }'
