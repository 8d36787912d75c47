# Before and after each by its own option, from standard input.
grep -A 10 -B 10 'ERROR' < app.log
