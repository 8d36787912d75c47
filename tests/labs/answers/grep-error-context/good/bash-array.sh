#!/bin/bash
# Pure bash: all lines in an array and a set of numbers.
mapfile -t lines < app.log
declare -A show
for i in "${!lines[@]}"; do
  [[ ${lines[i]} == *ERROR* ]] || continue
  for ((n = i - 10; n <= i + 10; n++)); do show[$n]=1; done
done
for i in "${!lines[@]}"; do
  [[ ${show[$i]} ]] && printf '%s\n' "${lines[i]}"
done
