# The wanted numbers as fixed patterns for the numbered lines; no line of the log holds a |.
grep -n ERROR app.log | cut -d: -f1 | awk '{ for (i = -10; i <= 10; i++) if ($1 + i > 0) printf "%06d\n", $1 + i }' |
  sort -u > /tmp/wanted
nl -ba -w6 -nrz -s'|' app.log | grep -F -f <(sed 's/$/|/' /tmp/wanted) | cut -d'|' -f2-
