# With line numbers.
grep -n -C10 ERROR app.log
