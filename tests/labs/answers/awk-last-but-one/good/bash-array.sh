#!/usr/bin/env bash
# Pure bash: an array for each line.
while IFS=, read -r -a columns || [[ ${#columns[@]} -gt 0 ]]; do
  echo "${columns[-2]}"
done < test.txt
