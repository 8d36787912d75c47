#!/bin/sh
# One window at a time by head and tail, beginning behind what was printed last.
printed=0
total=$(wc -l < app.log)
for n in $(grep -n ERROR app.log | cut -d: -f1); do
  from=$((n - 10))
  to=$((n + 10))
  [ "$from" -le "$printed" ] && from=$((printed + 1))
  [ "$to" -gt "$total" ] && to=$total
  if [ "$from" -le "$to" ]; then
    head -n "$to" app.log | tail -n $((to - from + 1))
    printed=$to
  fi
done
