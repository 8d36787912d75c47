#!/usr/bin/gawk -f
# Prints separators as grep does, by its own #! line.
BEGIN {
  while ((getline text < "test.txt") > 0) lines[++n] = text
  for (i = 1; i <= n; i++) {
    if (lines[i - 1] lines[i] lines[i + 1] !~ /2/) continue
    if (last && last < i - 1) print "--"
    print lines[i]
    last = i
  }
}
