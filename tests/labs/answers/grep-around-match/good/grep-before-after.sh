# Before and after each by its own option, from standard input.
grep -B1 -A1 '2' < test.txt
