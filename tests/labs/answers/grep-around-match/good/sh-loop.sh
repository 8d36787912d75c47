#!/bin/sh
# Plain sh, with file descriptors: three readers of the same file, one line apart.
exec 3< test.txt 4< test.txt
before= line= after=
IFS= read -r after <&4
while IFS= read -r line <&3; do
  IFS= read -r after <&4 || after=
  case $before$line$after in *2*) printf '%s\n' "$line" ;; esac
  before=$line
done
