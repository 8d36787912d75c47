#!/bin/bash
# collect.sh LIST COMMAND: runs COMMAND on every machine of LIST, a file with an address on each line.

list=$1
command=$2

while read -r address; do
  echo "== $address"
  ssh -o BatchMode=yes "$address" "$command"
done < "$list"
