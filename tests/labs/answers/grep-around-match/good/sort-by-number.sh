# A window for each match, numbered; sort puts them in order and drops repeats.
nl -ba -w1 -s: test.txt > /tmp/numbered
for n in $(grep '^[0-9]*:.*2' /tmp/numbered | cut -d: -f1); do
  awk -F: -v n="$n" '$1 >= n - 1 && $1 <= n + 1' /tmp/numbered
done | sort -t: -k1,1n -u | cut -d: -f2-
