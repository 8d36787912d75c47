#!/bin/bash
# Pure bash: one pass with a line in store.
after=0
stored=
have=0
while IFS= read -r line; do
  if [[ $line == *2* ]]; then
    ((have)) && echo "$stored"
    echo "$line"
    after=1 have=0
  elif ((after)); then
    echo "$line"
    after=0 have=0
  else
    stored=$line have=1
  fi
done < test.txt
