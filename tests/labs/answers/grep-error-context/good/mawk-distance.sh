#!/usr/bin/mawk -f
# The other awk, by its own #! line: the distance to the nearest ERROR, once from above and once from below.
BEGIN {
  while ((getline text < "app.log") > 0) line[++n] = text
  from = -10
  for (i = 1; i <= n; i++) { if (index(line[i], "ERROR")) from = i; above[i] = i - from }
  from = n + 11
  for (i = n; i > 0; i--) { if (index(line[i], "ERROR")) from = i; below[i] = from - i }
  for (i = 1; i <= n; i++) if (above[i] <= 10 || below[i] <= 10) print line[i]
}
