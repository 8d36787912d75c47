#!/bin/bash
# Pure bash: an array for each line.
while IFS='.' read -r -a part; do
  printf '%s\n' "${part[2]}"
done < hosts.txt
