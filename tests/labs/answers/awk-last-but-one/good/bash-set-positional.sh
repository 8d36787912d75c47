# Pure bash: the columns as positional parameters, shifted until two are left.
IFS=,
set -f
while read -r line || [ -n "$line" ]; do
  set -- $line
  while [ $# -gt 2 ]; do shift; done
  printf '%s\n' "$1"
done < test.txt
