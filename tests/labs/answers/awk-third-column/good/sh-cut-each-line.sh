#!/bin/sh
# Plain sh, slowly: one cut for each line.
while read -r line; do
  echo "$line" | cut -d . -f 3
done < hosts.txt
