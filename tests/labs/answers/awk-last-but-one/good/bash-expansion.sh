#!/bin/bash
# Pure bash: cuts from both sides by parameter expansion.
while IFS= read -r line || [ -n "$line" ]; do
  rest=${line%,*}
  printf '%s\n' "${rest##*,}"
done < test.txt
