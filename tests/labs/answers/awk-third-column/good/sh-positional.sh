#!/bin/sh
# Plain sh: the columns as positional parameters.
IFS=.
set -f
while read -r line; do
  set -- $line
  printf '%s\n' "$3"
done < hosts.txt
