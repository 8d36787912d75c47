# One window at a time by head and tail, beginning behind what was printed last.
printed=0
total=$(wc -l < test.txt)
for n in $(grep -n 2 test.txt | cut -d: -f1); do
  from=$((n - 1))
  to=$((n + 1))
  [ "$from" -le "$printed" ] && from=$((printed + 1))
  [ "$to" -gt "$total" ] && to=$total
  if [ "$from" -le "$to" ]; then
    head -n "$to" test.txt | tail -n $((to - from + 1))
    printed=$to
  fi
done
